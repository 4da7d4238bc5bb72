package dev.lanes.search;

import dev.lanes.sparse.SparseSettings;
import dev.lanes.vector.SparseVector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Finds in one document what the fields of a schema are made of.
final class DocumentFields {
    private final Document document;
    private final String place;

    /// @param place where the document comes from, for errors
    DocumentFields(Document document, String place) {
        this.document = document;
        this.place = place;
    }

    /// The texts of a source, joined by one space; empty when none of them is there.
    ///
    /// @throws InvalidDocumentException when one is no text, or is required and missing
    Optional<String> text(TextSource source) {
        StringJoiner text = new StringJoiner(" ");
        boolean found = false;
        for (String field : source.fields()) {
            JsonValue value = document.value(field).orElse(null);
            if (value == null || value.kind() == JsonValue.Kind.NULL) {
                requireOptional(source, field, value);
                continue;
            }
            found = true;
            text.add(text(value, field));
        }
        return found ? Optional.of(text.toString()) : Optional.empty();
    }

    private void requireOptional(TextSource source, String field, JsonValue value) {
        if (source.presence() == TextSource.Presence.REQUIRED) {
            throw value == null
                    ? invalid("the field \"%s\" is missing".formatted(field))
                    : notAText(field, value);
        }
    }

    private String text(JsonValue value, String field) {
        if (value.kind() == JsonValue.Kind.ARRAY) {
            StringJoiner texts = new StringJoiner(" ");
            for (JsonValue element : value.elements()) {
                texts.add(text(element, field));
            }
            return texts.toString();
        }
        if (value.kind() != JsonValue.Kind.STRING) {
            throw notAText(field, value);
        }
        return value.text();
    }

    private InvalidDocumentException notAText(String field, JsonValue value) {
        return invalid(
                "the field \"%s\" must be a string but was %s".formatted(field, value.kind()));
    }

    /// The id.
    ///
    /// @param field the value that is the id
    DocumentId id(String field) {
        JsonValue value =
                document.value(field)
                        .orElseThrow(() -> invalid("the field \"%s\" is missing".formatted(field)));
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value.text())) {
            // It has no UTF-8 form: the database would give another id back.
            throw invalid(
                    "the id field \"%s\" must be whole characters but has half of a surrogate pair"
                            .formatted(field));
        }
        return switch (value.kind()) {
            case STRING -> new DocumentId(value.text(), DocumentId.Kind.TEXT);
            case NUMBER -> new DocumentId(value.text(), DocumentId.Kind.NUMBER);
            default ->
                    throw invalid(
                            "the id field \"%s\" must be a string or a number but was %s"
                                    .formatted(field, value.kind()));
        };
    }

    /// The values of a field, as the database keeps them: Strings, Longs or Doubles.
    List<Object> values(Field.Value field) {
        JsonValue value = document.value(field.name()).orElse(null);
        if (value == null) {
            return List.of();
        }
        List<JsonValue> all =
                value.kind() == JsonValue.Kind.ARRAY ? value.elements() : List.of(value);
        return all.stream()
                .filter(element -> element.kind() != JsonValue.Kind.NULL)
                .map(element -> value(field, element))
                .distinct()
                .toList();
    }

    private Object value(Field.Value field, JsonValue value) {
        try {
            return FieldValues.stored(field.type(), value);
        } catch (IllegalArgumentException e) {
            throw invalid("the field \"%s\" %s".formatted(field.name(), e.getMessage()));
        }
    }

    /// The vector of a field, if the document has one.
    Optional<float[]> dense(Field.Dense field) {
        JsonValue value = document.value(field.name()).orElse(null);
        if (value == null || value.kind() == JsonValue.Kind.NULL) {
            return Optional.empty();
        }
        float[] vector = new float[value.elements().size()];
        if (value.kind() != JsonValue.Kind.ARRAY || vector.length != field.dimension()) {
            throw invalid(
                    "the field \"%s\" must be an array of %d numbers but was %s"
                            .formatted(
                                    field.name(),
                                    field.dimension(),
                                    value.kind() == JsonValue.Kind.ARRAY
                                            ? "one of " + vector.length
                                            : value.kind()));
        }
        for (int i = 0; i < vector.length; i++) {
            JsonValue element = value.elements().get(i);
            vector[i] =
                    element.kind() == JsonValue.Kind.NUMBER
                            ? Float.parseFloat(element.text())
                            : Float.NaN;
            if (!Float.isFinite(vector[i])) {
                throw invalid(
                        "the field \"%s\" must have finite numbers but has %s at %d"
                                .formatted(
                                        field.name(),
                                        element.text().isEmpty() ? element.kind() : element.text(),
                                        i));
            }
        }
        return Optional.of(vector);
    }

    /// The weighted terms of a field, if the document has some.
    Optional<SparseVector> sparse(Field.Sparse field) {
        JsonValue value = document.value(field.name()).orElse(null);
        if (value == null || value.kind() == JsonValue.Kind.NULL) {
            return Optional.empty();
        }
        if (value.kind() != JsonValue.Kind.OBJECT) {
            throw invalid(
                    "the field \"%s\" must be an object of weights by terms but was %s"
                            .formatted(field.name(), value.kind()));
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(value.raw());
            SortedMap<Integer, Float> sorted = new TreeMap<>();
            for (var property : json.properties()) {
                sorted.put(
                        term(property.getKey()), (float) property.getValue().asDouble(Double.NaN));
            }
            int[] terms = sorted.keySet().stream().mapToInt(term -> term).toArray();
            float[] weights = new float[terms.length];
            for (int i = 0; i < terms.length; i++) {
                weights[i] = sorted.get(terms[i]);
            }
            return Optional.of(SparseVector.of(terms, weights));
        } catch (JacksonException | IllegalArgumentException e) {
            throw invalid("the field \"%s\": %s".formatted(field.name(), e.getMessage()));
        }
    }

    private static int term(String key) {
        try {
            int term = Integer.parseInt(key);
            if (term >= 0 && term <= SparseSettings.MAX_TERM) {
                return term;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IllegalArgumentException(
                "a term must be in 0..%d but was \"%s\"".formatted(SparseSettings.MAX_TERM, key));
    }

    InvalidDocumentException invalid(String rule) {
        return new InvalidDocumentException(place + ": " + rule);
    }
}
