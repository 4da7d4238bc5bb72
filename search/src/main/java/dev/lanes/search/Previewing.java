package dev.lanes.search;

import dev.lanes.search.DocumentPreview.Change;
import dev.lanes.search.DocumentPreview.FieldPreview;
import dev.lanes.search.DocumentPreview.Rows;
import dev.lanes.search.store.StoredDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says what would become of documents.
final class Previewing {
    private final CollectionState state;
    private final OpenModels models;

    Previewing(CollectionState state, OpenModels models) {
        this.state = state;
        this.models = models;
    }

    DocumentPreview of(Document document) throws IOException {
        String place = document.place(0);
        Optional<String> id = Optional.empty();
        try {
            id = Preparation.id(state.catalog().schema(), document, place).map(DocumentId::text);
            Optional<StoredDocument> earlier =
                    id.isEmpty() ? Optional.empty() : stored(id.orElseThrow());
            Preparation.Given given = new Preparation.Given(document, earlier, place);
            new Preparation(state.catalog(), models).check(given);
            List<FieldPreview> fields = new ArrayList<>();
            for (Field field : state.catalog().schema().fields()) {
                field(field, given).ifPresent(fields::add);
            }
            return new DocumentPreview(document, id, change(given), fields, Optional.empty());
        } catch (InvalidDocumentException e) {
            return new DocumentPreview(
                    document,
                    id,
                    Change.REFUSED,
                    List.of(),
                    Optional.of(StreamWriter.rule(e, place)));
        }
    }

    private Optional<StoredDocument> stored(String id) throws IOException {
        return state.database().reading(reading -> reading.document(id));
    }

    private static Change change(Preparation.Given given) {
        if (given.earlier().isEmpty()) {
            return Change.NEW;
        }
        boolean same =
                given.earlier().get().json().equals(given.document().json())
                        && !given.document().hasVectors();
        return same ? Change.UNCHANGED : Change.REPLACES;
    }

    private Optional<FieldPreview> field(Field field, Preparation.Given given) {
        DocumentFields fields = new DocumentFields(given.document(), given.place());
        boolean brought = given.document().vectorFields().contains(field.name());
        return switch (field) {
            case Field.Text text ->
                    fields.text(text.source())
                            .map(found ->
                                    new FieldPreview(
                                            field.name(),
                                            Optional.of(found),
                                            List.of(found),
                                            List.of(),
                                            Rows.NONE));
            case Field.Semantic semantic -> semantic(semantic, given, fields);
            case Field.Dense dense -> brought(field, brought || fields.dense(dense).isPresent());
            case Field.Sparse sparse ->
                    brought(field, brought || fields.sparse(sparse).isPresent());
            case Field.Value value ->
                    Optional.of(fields.values(value))
                            .filter(values -> !values.isEmpty())
                            .map(values ->
                                    new FieldPreview(
                                            field.name(),
                                            Optional.empty(),
                                            List.of(),
                                            values,
                                            Rows.NONE));
            case Field.Stored _ -> Optional.empty();
        };
    }

    private static Optional<FieldPreview> brought(Field field, boolean there) {
        return there
                ? Optional.of(
                        new FieldPreview(
                                field.name(), Optional.empty(), List.of(), List.of(), Rows.BROUGHT))
                : Optional.empty();
    }

    private Optional<FieldPreview> semantic(
            Field.Semantic field, Preparation.Given given, DocumentFields fields) {
        Optional<String> text = fields.text(field.source());
        if (given.document().vectorFields().contains(field.name())) {
            return Optional.of(
                    new FieldPreview(
                            field.name(), text, text.stream().toList(), List.of(), Rows.BROUGHT));
        }
        return text.map(found -> {
            boolean kept =
                    given.earlier().isPresent()
                            && Preparation.sameText(field, given.earlier().get(), found);
            List<String> passages =
                    new FieldTexts(field, models, state.catalog().state(field))
                            .spans(found).stream()
                                    .map(span -> found.substring(span.start(), span.end()))
                                    .toList();
            return new FieldPreview(
                    field.name(), text, passages, List.of(), kept ? Rows.KEPT : Rows.ENCODED);
        });
    }
}
