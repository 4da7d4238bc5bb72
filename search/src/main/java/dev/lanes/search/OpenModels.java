package dev.lanes.search;

import dev.lanes.inference.CrossEncoder;
import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.FoundModel;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelKind;
import dev.lanes.inference.SparseEncoder;
import dev.lanes.inference.SparseQueries;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The models that a collection has open. Thread-safe.
final class OpenModels implements AutoCloseable {
    private final Encoders encoders;
    private final Map<String, AutoCloseable> open;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    OpenModels(Encoders encoders) {
        this.encoders = encoders;
        this.open = new HashMap<>(encoders.given());
    }

    /// The model of a field.
    ///
    /// @throws ModelMismatchException when it is not the one with which the field was made
    DenseEncoder dense(Field.Semantic field, FieldState state) {
        DenseEncoder encoder = dense(field.model());
        requireSame(field, identity(state), FieldState.identity(encoder));
        return encoder;
    }

    /// The model of a field.
    ///
    /// @throws ModelMismatchException when it is not the one with which the field was made
    SparseEncoder sparse(Field.Semantic field, FieldState state) {
        SparseEncoder encoder = sparse(field.model());
        requireSame(field, identity(state), FieldState.identity(encoder));
        return encoder;
    }

    private static String identity(FieldState state) {
        return switch (state) {
            case FieldState.Dense dense -> dense.identity();
            case FieldState.Sparse sparse -> sparse.identity();
            case FieldState.Values _ -> "";
        };
    }

    private static void requireSame(Field.Semantic field, String expected, String found) {
        if (!expected.equals(found)) {
            throw new ModelMismatchException(
                    "the field \"%s\" needs the model it was made with (%s) but got %s"
                            .formatted(field.name(), expected, found));
        }
    }

    /// Looks at the models that are open already, rather than when they are needed.
    synchronized void requireSame(Catalog catalog) {
        for (Field.Semantic field : catalog.schema().fields(Field.Semantic.class)) {
            if (open.containsKey(field.model())) {
                FieldState state = catalog.state(field);
                if (state instanceof FieldState.Dense) {
                    dense(field, state);
                } else {
                    sparse(field, state);
                }
            }
        }
    }

    synchronized DenseEncoder dense(String model) {
        return model(model, DenseEncoder.class);
    }

    synchronized SparseEncoder sparse(String model) {
        return model(model, SparseEncoder.class);
    }

    synchronized CrossEncoder cross(String model) {
        return model(model, CrossEncoder.class);
    }

    /// What makes sparse vectors of queries without a network, if somebody gave that.
    synchronized Optional<SparseQueries> queries(String model) {
        return Optional.ofNullable((SparseQueries) open.get(Encoders.docOnly(model)));
    }

    private <E> E model(String model, Class<E> kind) {
        AutoCloseable encoder = open.get(model);
        if (encoder == null) {
            encoder = open(encoders.models().find(model));
            open.put(model, encoder);
            owned.push(encoder);
        }
        if (!kind.isInstance(encoder)) {
            throw new IllegalArgumentException(
                    "the model %s must be a %s but is %s"
                            .formatted(model, kind.getSimpleName(), descriptor(encoder).kind()));
        }
        return kind.cast(encoder);
    }

    private AutoCloseable open(FoundModel model) {
        return switch (model.model().kind()) {
            case DENSE -> model.openDense(encoders.settings());
            case SPARSE -> model.openSparse(encoders.settings());
            case CROSS_ENCODER -> model.openCross(encoders.settings());
        };
    }

    /// What a model makes of texts. It need not be opened for that.
    synchronized ModelKind kind(String model) {
        AutoCloseable encoder = open.get(model);
        return encoder == null
                ? encoders.models().find(model).model().kind()
                : descriptor(encoder).kind();
    }

    private static ModelDescriptor descriptor(AutoCloseable encoder) {
        return switch (encoder) {
            case DenseEncoder dense -> dense.model();
            case SparseEncoder sparse -> sparse.model();
            case CrossEncoder cross -> cross.model();
            default -> throw new IllegalStateException("no encoder: " + encoder);
        };
    }

    @Override
    public synchronized void close() {
        for (AutoCloseable encoder : owned) {
            try {
                encoder.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close " + encoder, e);
            }
        }
        owned.clear();
    }
}
