package dev.lanes.jmh.kernels;

import dev.lanes.kernels.Backend;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.concurrent.TimeUnit;

/// How fast one core reads memory, or its first-level cache, in order: the best that was measured
/// here of any kernel and of the JVM's comparison of memory, which computes next to nothing.
///
/// @param memoryBytesPerNs bytes a nanosecond out of memory
/// @param cacheBytesPerNs bytes a nanosecond out of the first-level cache
public record Bandwidth(double memoryBytesPerNs, double cacheBytesPerNs) {
    private static final int DIMENSION = 1024;
    private static final int BLOCK = 128;
    private static final int PASSES = 5;
    private static final long CACHED_BYTES = 16 << 10;
    private static final long PASS_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    /// @param bytes of memory to read, more than any cache holds
    static Bandwidth measure(long bytes) {
        return new Bandwidth(best(bytes), best(CACHED_BYTES));
    }

    private static double best(long bytes) {
        return Math.max(byKernels(bytes), byComparison(bytes));
    }

    private static double byKernels(long bytes) {
        RowFormat format = new RowFormat(DIMENSION, Similarity.DOT);
        long rowBytes = (long) DIMENSION * Float.BYTES;
        SampleRows rows = new SampleRows(DIMENSION, Math.toIntExact(Math.max(1, bytes / rowBytes)));
        double best = 0;
        for (Backend backend : Backends.FAST) {
            try (OffHeap memory = OffHeap.forOwner("bandwidth")) {
                VectorMatrix matrix = VectorMatrix.create(format, memory, Kernels.of(backend));
                for (int i = 0; i < rows.count(); i++) {
                    matrix.add(rows.row(i));
                }
                Scorer scorer = matrix.scorer(rows.query());
                int count = Math.max(BLOCK, rows.count());
                best = Math.max(best, rate(count * rowBytes, () -> inOrder(scorer, count)));
            }
        }
        return best;
    }

    /// Reads so many rows; where there are fewer, the same ones again.
    private static void inOrder(Scorer scorer, int count) {
        int[] ordinals = new int[BLOCK];
        float[] values = new float[BLOCK];
        for (int from = 0; from < count; from += BLOCK) {
            int some = Math.min(BLOCK, count - from);
            for (int i = 0; i < some; i++) {
                ordinals[i] = (from + i) % scorer.size();
            }
            scorer.score(ordinals, some, values);
        }
    }

    private static double byComparison(long bytes) {
        try (OffHeap memory = OffHeap.forOwner("bandwidth")) {
            var one = memory.allocate(bytes / 2).fill((byte) 1);
            var other = memory.allocate(bytes / 2).fill((byte) 1);
            return rate(
                    bytes,
                    () -> {
                        if (one.mismatch(other) >= 0) {
                            throw new IllegalStateException("equal memory was read as unequal");
                        }
                    });
        }
    }

    /// Bytes a nanosecond in the fastest pass.
    private static double rate(long bytes, Runnable read) {
        double best = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            long reads = 0;
            long took;
            do {
                read.run();
                reads++;
                took = System.nanoTime() - start;
            } while (took < PASS_NANOS);
            best = Math.max(best, (double) reads * bytes / took);
        }
        return best;
    }

    /// Nanoseconds in which so many bytes arrive.
    double nanos(Access access, long bytes) {
        return bytes
                / switch (access) {
                    case L1 -> cacheBytesPerNs;
                    case RANDOM -> memoryBytesPerNs;
                };
    }
}
