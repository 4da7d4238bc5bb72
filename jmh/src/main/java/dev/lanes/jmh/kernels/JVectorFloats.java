package dev.lanes.jmh.kernels;

import dev.lanes.jmh.LanesVersion;
import dev.lanes.jmh.peer.JVectorVectorisation;
import io.github.jbellis.jvector.vector.VectorUtil;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.util.List;

/// JVector's rows: parts of large heap arrays, which spares it the way from object to object.
final class JVectorFloats implements Store {
    private static final int CHUNK_FLOATS = 1 << 22;

    /// First: JVector says it once, when its vector code is first used.
    private final String provider = JVectorVectorisation.MESSAGE;

    private final SampleRows rows;
    private final VectorTypeSupport types;
    private final int chunkRows;
    private final VectorFloat<?>[] chunks;

    JVectorFloats(SampleRows rows) {
        this.rows = rows;
        types = VectorizationProvider.getInstance().getVectorTypeSupport();
        // A power of two, so that finding a row costs no division.
        chunkRows = Integer.highestOneBit(CHUNK_FLOATS / rows.dimension());
        chunks = new VectorFloat<?>[(rows.count() + chunkRows - 1) / chunkRows];
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            int from = chunk * chunkRows;
            int count = Math.min(chunkRows, rows.count() - from);
            float[] floats = new float[count * rows.dimension()];
            for (int i = 0; i < count; i++) {
                rows.copy(from + i, floats, i * rows.dimension());
            }
            chunks[chunk] = types.createFloatVector(floats);
        }
    }

    @Override
    public List<Contender> contenders(Operation operation) {
        int dimension = rows.dimension();
        int shift = Integer.numberOfTrailingZeros(chunkRows);
        int mask = chunkRows - 1;
        VectorFloat<?> query = types.createFloatVector(rows.query());
        return switch (operation) {
            case DOT ->
                    contender((ordinals, values) -> {
                        for (int i = 0; i < ordinals.length; i++) {
                            VectorFloat<?> chunk = chunks[ordinals[i] >>> shift];
                            int at = (ordinals[i] & mask) * dimension;
                            values[i] = VectorUtil.dotProduct(query, 0, chunk, at, dimension);
                        }
                    });
            case L2 ->
                    contender((ordinals, values) -> {
                        for (int i = 0; i < ordinals.length; i++) {
                            VectorFloat<?> chunk = chunks[ordinals[i] >>> shift];
                            int at = (ordinals[i] & mask) * dimension;
                            values[i] = VectorUtil.squareL2Distance(query, 0, chunk, at, dimension);
                        }
                    });
            // It has no cosine of a part of an array.
            case COSINE, HAMMING -> List.of();
        };
    }

    private List<Contender> contender(BlockScorer scorer) {
        return List.of(
                new Contender(
                        "jvector",
                        LanesVersion.JVECTOR,
                        "VectorUtil",
                        provider,
                        (long) rows.dimension() * Float.BYTES,
                        scorer));
    }

    @Override
    public void close() {}
}
