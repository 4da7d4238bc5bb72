package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;
import dev.lanes.vector.Similarity;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// float32 queries for the kernels in Java. Four rows at a time are copied to the heap, where they
/// stay in the first-level cache while all queries pass over them.
final class JavaFloatBatch implements Batch {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final TileProduct product;
    private final Similarity similarity;
    private final Records rows;
    private final int dimension;
    private final int queries;
    private final double[] lengths;

    /// Of each panel, its values one after the other.
    private final float[] packed;

    JavaFloatBatch(TileProduct product, Similarity similarity, Records rows, float[][] queries) {
        this.product = product;
        this.similarity = similarity;
        this.rows = rows;
        this.dimension = Math.toIntExact(rows.stride() / Float.BYTES);
        this.queries = queries.length;
        int vectors = (queries.length + product.width() - 1) / product.width();
        packed = new float[Math.multiplyExact(vectors * product.width(), dimension)];
        lengths = new double[queries.length];
        for (int i = 0; i < queries.length; i++) {
            lengths[i] = FloatErrors.length(queries[i]);
        }
        for (int first = 0; first < queries.length; ) {
            int held = panelAt(first);
            pack(queries, first, held);
            first += held;
        }
    }

    /// Queries in the panel that starts with one of them, with those that are missing.
    private int panelAt(int first) {
        int vectors = (queries - first + product.width() - 1) / product.width();
        return product.width() * Math.min(vectors, TileProduct.MOST_VECTORS);
    }

    private void pack(float[][] all, int first, int held) {
        int count = Math.min(held, all.length - first);
        for (int lane = 0; lane < count; lane++) {
            var query = all[first + lane];
            for (int i = 0; i < dimension; i++) {
                packed[first * dimension + i * held + lane] = query[i];
            }
        }
    }

    @Override
    public Batch.Pass pass() {
        return new Tiles();
    }

    @Override
    public boolean exact() {
        return false;
    }

    private final class Tiles implements Batch.Pass {
        private final float[] tile = new float[TileProduct.ROWS * dimension];
        private final float[] norms = new float[TileProduct.ROWS];
        private float largest = similarity == Similarity.COSINE ? 1.001f : 0;

        @Override
        public void score(int from, int to, Wanted[] all) {
            allowFor(all);
            var sums = new float[TileProduct.MOST_VECTORS + 1][];
            for (int v = 1; v < sums.length; v++) {
                sums[v] = new float[TileProduct.ROWS * product.width() * v];
            }
            try (var _ = rows.lease()) {
                for (int row = from; row < to; row += TileProduct.ROWS) {
                    int count = Math.min(TileProduct.ROWS, to - row);
                    take(row, count, all);
                    for (int first = 0; first < queries; ) {
                        int held = panelAt(first);
                        var panel = sums[held / product.width()];
                        product.multiply(tile, dimension, packed, first * dimension, panel);
                        offer(row, count, first, panel, all);
                        first += held;
                    }
                }
            }
        }

        private void take(int row, int count, Wanted[] all) {
            float before = largest;
            for (int r = 0; r < count; r++) {
                int at = r * dimension;
                var chunk = rows.segment(row + r);
                MemorySegment.copy(chunk, FLOAT, rows.offset(row + r), tile, at, dimension);
                if (similarity != Similarity.COSINE) {
                    norms[r] = squaredLength(at);
                    largest = Math.max(largest, norms[r]);
                }
            }
            if (largest != before) {
                allowFor(all);
            }
        }

        private float squaredLength(int at) {
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            for (int i = at; i < at + dimension; i += 4) {
                a += tile[i] * tile[i];
                b += tile[i + 1] * tile[i + 1];
                c += tile[i + 2] * tile[i + 2];
                d += tile[i + 3] * tile[i + 3];
            }
            return (a + b) + (c + d);
        }

        private void allowFor(Wanted[] all) {
            double row = Math.sqrt(largest * (1 + dimension * 0x1p-23));
            for (int i = 0; i < queries; i++) {
                all[i].allowFor(FloatErrors.bound(similarity, dimension, lengths[i], row));
            }
        }

        private void offer(int row, int count, int first, float[] sums, Wanted[] all) {
            int held = sums.length / TileProduct.ROWS;
            int lanes = Math.min(held, queries - first);
            float factor = similarity == Similarity.EUCLIDEAN ? 2 : 1;
            for (int lane = 0; lane < lanes; lane++) {
                var wanted = all[first + lane];
                float least = wanted.least();
                for (int r = 0; r < count; r++) {
                    float addend = similarity == Similarity.EUCLIDEAN ? norms[r] : 0;
                    float value = factor * sums[r * held + lane] - addend;
                    if (value >= least) {
                        wanted.offer(row + r, value);
                        least = wanted.least();
                    }
                }
            }
        }
    }
}
