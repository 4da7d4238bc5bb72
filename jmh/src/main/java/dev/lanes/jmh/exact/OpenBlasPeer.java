package dev.lanes.jmh.exact;

import dev.lanes.jmh.peer.OpenBlas;
import dev.lanes.kernels.TopK;
import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// What one writes with OpenBLAS: sgemm on chunks of rows, then a heap for each query. Dot
/// products, so rows of length 1.
final class OpenBlasPeer implements ExactPeer {
    /// The fastest of 512 to 16384: products of 100 queries stay in the second-level cache.
    private static final int CHUNK_ROWS = 2048;

    /// Values that are looked at together before any of them is compared on its own.
    private static final int GROUP = 8;

    private final OpenBlas library;
    private final MemorySegment rows;
    private final int size;
    private final int dimension;
    private final int k;

    OpenBlasPeer(OpenBlas library, List<float[]> rows, int k, OffHeap memory) {
        this.library = library;
        this.size = rows.size();
        this.dimension = rows.getFirst().length;
        this.k = k;
        this.rows = memory.allocate((long) size * dimension * Float.BYTES);
        for (int i = 0; i < size; i++) {
            copy(rows.get(i), this.rows, i);
        }
    }

    private void copy(float[] vector, MemorySegment to, int place) {
        long at = (long) place * dimension * Float.BYTES;
        MemorySegment.copy(vector, 0, to, ValueLayout.JAVA_FLOAT, at, dimension);
    }

    @Override
    public String library() {
        return "openblas";
    }

    @Override
    public String backend() {
        return library.configuration();
    }

    @Override
    public String encoding() {
        return "FLOAT32";
    }

    @Override
    public int[][] search(float[][] queries) {
        TopK[] best = new TopK[queries.length];
        MemorySegment left =
                MemorySegment.ofArray(new float[Math.multiplyExact(queries.length, dimension)]);
        for (int i = 0; i < queries.length; i++) {
            best[i] = new TopK(k);
            copy(queries[i], left, i);
        }
        float[] products = new float[Math.multiplyExact(queries.length, CHUNK_ROWS)];
        for (int first = 0; first < size; first += CHUNK_ROWS) {
            int count = Math.min(CHUNK_ROWS, size - first);
            library.multiply(
                    new OpenBlas.Shape(queries.length, count, dimension),
                    left,
                    rows.asSlice((long) first * dimension * Float.BYTES),
                    MemorySegment.ofArray(products));
            for (int i = 0; i < best.length; i++) {
                offer(products, i * count, count, first, best[i]);
            }
        }
        int[][] found = new int[best.length][];
        for (int i = 0; i < best.length; i++) {
            found[i] = sorted(best[i]);
        }
        return found;
    }

    private static void offer(float[] products, int from, int count, int first, TopK best) {
        float threshold = best.threshold();
        int i = 0;
        for (; i + GROUP <= count; i += GROUP) {
            int at = from + i;
            float a = Math.max(products[at], products[at + 1]);
            float b = Math.max(products[at + 2], products[at + 3]);
            float c = Math.max(products[at + 4], products[at + 5]);
            float d = Math.max(products[at + 6], products[at + 7]);
            if (Math.max(Math.max(a, b), Math.max(c, d)) > threshold) {
                for (int j = 0; j < GROUP; j++) {
                    best.offer(first + i + j, products[at + j]);
                }
                threshold = best.threshold();
            }
        }
        for (; i < count; i++) {
            best.offer(first + i, products[from + i]);
        }
    }

    private static int[] sorted(TopK best) {
        int[] rows = new int[best.size()];
        for (int i = rows.length - 1; i >= 0; i--) {
            rows[i] = best.removeWorst();
        }
        return rows;
    }
}
