package dev.lanes.search;

import dev.lanes.inference.EncodingProgress;
import dev.lanes.search.store.FieldTable;
import dev.lanes.search.store.StoredDocument;
import dev.lanes.search.store.StoredValue;
import dev.lanes.vector.SparseVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Makes of documents what is stored: checks them, finds their values and encodes their texts, the
/// texts of one field together.
final class Preparation {
    /// More passages of a document have no numbers.
    private static final Chunks.Span WHOLE = new Chunks.Span(0, 0);

    private final Catalog catalog;
    private final OpenModels models;

    Preparation(Catalog catalog, OpenModels models) {
        this.catalog = catalog;
        this.models = models;
    }

    /// A document that is to be stored.
    ///
    /// @param earlier the version with its id that is there now, if there is one
    /// @param place where it comes from, for errors
    record Given(Document document, Optional<StoredDocument> earlier, String place) {}

    /// The id of a document, if its documents have ids.
    ///
    /// @throws InvalidDocumentException when it has none
    static Optional<DocumentId> id(Schema schema, Document document, String place) {
        return schema.idField().map(new DocumentFields(document, place)::id);
    }

    /// @throws InvalidDocumentException when one is not as the schema wants it
    List<Prepared> prepare(List<Given> documents, EncodingProgress progress) {
        List<Prepared> all = new ArrayList<>(documents.size());
        for (Given given : documents) {
            all.add(check(given));
        }
        encode(documents, all, progress);
        return all;
    }

    /// What has to be encoded of documents that were checked.
    ///
    /// @param checked receive their rows
    /// @throws InvalidDocumentException when a text has too many passages
    void encode(List<Given> documents, List<Prepared> checked, EncodingProgress progress) {
        for (Field.Semantic field : catalog.schema().fields(Field.Semantic.class)) {
            encode(field, documents, checked, progress);
        }
    }

    /// All but what has to be encoded.
    Prepared check(Given given) {
        DocumentFields fields = new DocumentFields(given.document(), given.place());
        Prepared prepared =
                new Prepared(
                        given.document(),
                        id(catalog.schema(), given.document(), given.place())
                                .or(() -> given.earlier().map(DocumentId::of)),
                        values(catalog, given.document(), given.place()));
        for (Field field : catalog.schema().fields()) {
            switch (field) {
                case Field.Text text -> Objects.requireNonNull(fields.text(text.source()));
                case Field.Dense dense -> addDense(dense, given, fields, prepared);
                case Field.Sparse sparse -> addSparse(sparse, given, fields, prepared);
                case Field.Semantic semantic -> addSemantic(semantic, given, fields, prepared);
                case Field.Value _, Field.Stored _ -> {}
            }
        }
        return prepared;
    }

    /// The values that filters ask about.
    static List<StoredValue> values(Catalog catalog, Document document, String place) {
        DocumentFields fields = new DocumentFields(document, place);
        List<StoredValue> values = new ArrayList<>();
        for (Field.Value field : catalog.schema().fields(Field.Value.class)) {
            FieldTable table = catalog.state(field).table();
            fields.values(field).forEach(value -> values.add(new StoredValue(table, value)));
        }
        return values;
    }

    private void addDense(
            Field.Dense field, Given given, DocumentFields fields, Prepared prepared) {
        Optional<Object> brought = given.document().vector(field.name());
        Optional<float[]> row =
                brought.isPresent()
                        ? Optional.of(requireDense(field.name(), brought.get(), fields))
                        : fields.dense(field);
        row.ifPresent(vector -> {
            checkDense(field.name(), vector, field.dimension(), fields);
            prepared.add(
                    catalog.state(field).table(), new Prepared.Part(WHOLE, RowBytes.of(vector)));
        });
    }

    private void addSemantic(
            Field.Semantic field, Given given, DocumentFields fields, Prepared prepared) {
        Objects.requireNonNull(fields.text(field.source()));
        given.document()
                .vector(field.name())
                .ifPresent(row -> bring(field, catalog.state(field), row, fields, prepared));
    }

    private static float[] requireDense(String field, Object row, DocumentFields fields) {
        if (row instanceof float[] dense) {
            return dense;
        }
        throw fields.invalid("the vector of the field \"%s\" must be dense".formatted(field));
    }

    private static void checkDense(
            String field, float[] vector, int dimension, DocumentFields fields) {
        if (vector.length != dimension) {
            throw fields.invalid(
                    "the vector of the field \"%s\" must have %d numbers but had %d"
                            .formatted(field, dimension, vector.length));
        }
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw fields.invalid(
                        "the vector of the field \"%s\" must have finite numbers but has %s at %d"
                                .formatted(field, vector[i], i));
            }
        }
    }

    private void addSparse(
            Field.Sparse field, Given given, DocumentFields fields, Prepared prepared) {
        Optional<Object> brought = given.document().vector(field.name());
        Optional<SparseVector> row =
                brought.isPresent()
                        ? Optional.of(requireSparse(field.name(), brought.get(), fields))
                        : fields.sparse(field);
        row.ifPresent(vector -> {
            checkSparse(field.name(), vector, fields);
            prepared.add(
                    catalog.state(field).table(), new Prepared.Part(WHOLE, RowBytes.of(vector)));
        });
    }

    private static SparseVector requireSparse(String field, Object row, DocumentFields fields) {
        if (row instanceof SparseVector sparse) {
            return sparse;
        }
        throw fields.invalid("the vector of the field \"%s\" must be sparse".formatted(field));
    }

    private static void checkSparse(String field, SparseVector vector, DocumentFields fields) {
        for (int i = 0; i < vector.size(); i++) {
            if (vector.weight(i) < 0) {
                throw fields.invalid(
                        "the weights of the field \"%s\" must be at least 0 but that of term %d is %s"
                                .formatted(field, vector.term(i), vector.weight(i)));
            }
        }
    }

    private void encode(
            Field.Semantic field,
            List<Given> documents,
            List<Prepared> all,
            EncodingProgress progress) {
        FieldState state = catalog.state(field);
        var texts = new FieldTexts(field, models, state);
        for (int i = 0; i < all.size(); i++) {
            Given given = documents.get(i);
            DocumentFields fields = new DocumentFields(given.document(), given.place());
            Optional<String> text = fields.text(field.source());
            if (text.isEmpty() || given.document().vector(field.name()).isPresent()) {
                continue;
            }
            if (given.earlier().isPresent() && sameText(field, given.earlier().get(), text.get())) {
                all.get(i).keep(state.table(), given.earlier().get().row());
            } else {
                texts.add(text.get(), all.get(i));
            }
        }
        texts.encode(progress);
    }

    /// Whether the earlier version's rows are those of this text. Where it came with a vector
    /// instead, that stays too.
    static boolean sameText(Field.Semantic field, StoredDocument earlier, String text) {
        Document document = Document.stored(earlier.json());
        return new DocumentFields(document, "document " + earlier.row())
                .text(field.source())
                .equals(Optional.of(text));
    }

    private static void bring(
            Field.Semantic field,
            FieldState state,
            Object row,
            DocumentFields fields,
            Prepared prepared) {
        if (field.chunking().isPresent()) {
            throw fields.invalid(
                    "the field \"%s\" cuts texts into passages, so that documents must not bring a vector along"
                            .formatted(field.name()));
        }
        byte[] bytes =
                switch (state) {
                    case FieldState.Dense dense -> {
                        float[] vector = requireDense(field.name(), row, fields);
                        checkDense(field.name(), vector, dense.dimension(), fields);
                        yield RowBytes.of(vector);
                    }
                    default -> {
                        SparseVector vector = requireSparse(field.name(), row, fields);
                        checkSparse(field.name(), vector, fields);
                        yield RowBytes.of(vector);
                    }
                };
        prepared.add(state.table(), new Prepared.Part(WHOLE, bytes));
    }
}
