package dev.lanes.search.engine;

import dev.lanes.search.retrieval.SparseMode;
import dev.lanes.vector.SparseVector;
import java.util.function.Supplier;

/// Vectors of texts for fields, each encoded once a search.
final class Queries {
    private final Source source;
    private final TimeLimit limit;
    private final OncePerSearch<DenseKey, float[]> dense;
    private final OncePerSearch<SparseKey, SparseVector> sparse;

    private record DenseKey(String field, String text) {}

    private record SparseKey(String field, String text, SparseMode mode) {}

    Queries(Source source, TimeLimit limit) {
        this.source = source;
        this.limit = limit;
        this.dense = new OncePerSearch<>(limit);
        this.sparse = new OncePerSearch<>(limit);
    }

    /// @param recording of the stage that needs it
    float[] dense(String field, String text, Recording recording) {
        limit.check();
        var key = new DenseKey(field, text);
        return recorded(
                recording,
                dense.knows(key),
                () -> dense.get(key, () -> source.denseQuery(field, text)));
    }

    /// @param recording of the stage that needs it
    SparseVector sparse(String field, String text, SparseMode mode, Recording recording) {
        limit.check();
        var key = new SparseKey(field, text, mode);
        return recorded(
                recording,
                sparse.knows(key),
                () -> sparse.get(key, () -> source.sparseQuery(field, text, mode)));
    }

    private static <T> T recorded(Recording above, boolean known, Supplier<T> encode) {
        var recording = new Recording("encode", Explain.COUNTS);
        if (known) {
            recording.because("encoded for another stage");
        }
        try {
            return encode.get();
        } catch (CutException e) {
            recording.cut(e.cut());
            throw e;
        } finally {
            above.below(recording.end());
        }
    }
}
