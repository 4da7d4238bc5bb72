package dev.lanes.search;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

/// Finds a document's id and text in its fields.
final class DocumentFields {
    private final CollectionSettings settings;

    DocumentFields(CollectionSettings settings) {
        this.settings = settings;
    }

    /// The texts of the text fields, joined by one space.
    ///
    /// @throws InvalidDocumentException when one is missing or no string
    String text(Document document, String place) {
        StringJoiner text = new StringJoiner(" ");
        for (String field : settings.textFields()) {
            JsonValue value = required(document, field, place);
            if (value.kind() != JsonValue.Kind.STRING) {
                throw new InvalidDocumentException(
                        "%s: the field \"%s\" must be a string but was %s"
                                .formatted(place, field, value.kind()));
            }
            text.add(value.text());
        }
        return text.toString();
    }

    /// The id.
    ///
    /// @param number the document's number, which is its id where there is no id field
    DocumentId id(Document document, long number, String place) {
        Optional<String> field = settings.idField();
        if (field.isEmpty()) {
            return new DocumentId(Long.toString(number), DocumentId.Kind.NUMBER);
        }
        JsonValue value = required(document, field.get(), place);
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value.text())) {
            // It has no UTF-8 form: the database would give another id back.
            throw new InvalidDocumentException(
                    "%s: the id field \"%s\" must be whole characters but has half of a surrogate pair"
                            .formatted(place, field.get()));
        }
        return switch (value.kind()) {
            case STRING -> new DocumentId(value.text(), DocumentId.Kind.TEXT);
            case NUMBER -> new DocumentId(value.text(), DocumentId.Kind.NUMBER);
            default ->
                    throw new InvalidDocumentException(
                            "%s: the id field \"%s\" must be a string or a number but was %s"
                                    .formatted(place, field.get(), value.kind()));
        };
    }

    private static JsonValue required(Document document, String field, String place) {
        return document.value(field)
                .orElseThrow(() ->
                        new InvalidDocumentException(
                                "%s: the field \"%s\" is missing".formatted(place, field)));
    }
}
