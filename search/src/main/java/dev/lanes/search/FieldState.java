package dev.lanes.search;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.SparseEncoder;
import dev.lanes.search.store.FieldTable;
import dev.lanes.search.store.ValueType;
import dev.lanes.vector.Similarity;
import java.util.Objects;

/// What a collection keeps for a field.
sealed interface FieldState {
    /// The table in the database.
    FieldTable table();

    /// Dense rows.
    ///
    /// @param dimension numbers a row
    /// @param similarity how rows are compared
    /// @param identity of the model that makes them; empty where documents bring them along
    record Dense(FieldTable table, int dimension, Similarity similarity, String identity)
            implements FieldState {
        public Dense {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(similarity, "similarity");
            Objects.requireNonNull(identity, "identity");
        }
    }

    /// Sparse rows.
    ///
    /// @param identity of the model that makes them; empty where documents bring them along
    record Sparse(FieldTable table, String identity) implements FieldState {
        public Sparse {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(identity, "identity");
        }
    }

    /// Values.
    record Values(FieldTable table) implements FieldState {
        public Values {
            Objects.requireNonNull(table, "table");
        }
    }

    /// Of a field whose rows a dense model makes.
    static Dense of(Field.Semantic field, FieldTable table, DenseEncoder encoder) {
        return new Dense(
                table,
                encoder.dimension(),
                field.graph().similarity().orElse(encoder.model().similarity()),
                identity(encoder));
    }

    /// Of a field whose rows a sparse model makes.
    static Sparse of(FieldTable table, SparseEncoder encoder) {
        return new Sparse(table, identity(encoder));
    }

    /// All that must stay the same in a model so that its rows can be compared with old ones.
    static String identity(DenseEncoder encoder) {
        ModelDescriptor model = encoder.model();
        return "%s, dimension %d, pooling %s, normalized %s, query prefix \"%s\", passage prefix \"%s\", %d tokens%s"
                .formatted(
                        model.name(),
                        encoder.dimension(),
                        model.dense().pooling(),
                        model.dense().normalize(),
                        model.prompts().queryPrefix(),
                        model.prompts().passagePrefix(),
                        model.maxTokens(),
                        weights(model));
    }

    /// All that must stay the same in a model so that its rows can be compared with old ones.
    static String identity(SparseEncoder encoder) {
        ModelDescriptor model = encoder.model();
        return "%s, activation %s, query prefix \"%s\", passage prefix \"%s\", %d tokens%s"
                .formatted(
                        model.name(),
                        model.sparse().activation(),
                        model.prompts().queryPrefix(),
                        model.prompts().passagePrefix(),
                        model.maxTokens(),
                        weights(model));
    }

    private static String weights(ModelDescriptor model) {
        String sha256 = model.origin().sha256();
        return sha256.isEmpty() ? "" : ", sha256 " + sha256;
    }

    /// How the database compares the values of a field.
    static ValueType type(ValueKind kind) {
        return switch (kind) {
            case KEYWORD -> ValueType.TEXT;
            case LONG, BOOLEAN, DATE -> ValueType.INTEGER;
            case DOUBLE -> ValueType.REAL;
        };
    }
}
