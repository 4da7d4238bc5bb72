package dev.lanes.jmh.start;

import dev.lanes.kernels.Backend;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;

/// The program that [FirstScores] starts in JVMs of their own: makes a matrix of one row and a
/// scorer, scores the row, and prints the nanoseconds that this took from its first line on.
///
/// It asks for its backend by name, so nothing is logged: the JDK's logging takes longer to start
/// than all that is measured here, and a service has started it long before.
final class FirstScore {
    private static final int DIMENSION = 384;

    private FirstScore() {}

    /// Prints the time.
    ///
    /// @param arguments the name of the backend
    public static void main(String[] arguments) {
        long begun = System.nanoTime();
        try (OffHeap memory = OffHeap.forOwner("first score")) {
            Kernels kernels = Kernels.of(Backend.valueOf(arguments[0]));
            RowFormat format = new RowFormat(DIMENSION, Similarity.DOT);
            VectorMatrix matrix = VectorMatrix.create(format, memory, kernels);
            float[] row = new float[DIMENSION];
            row[0] = 2;
            matrix.add(row);
            float score = matrix.scorer(row).score(0);
            long nanos = System.nanoTime() - begun;
            if (score != 4) {
                throw new IllegalStateException("score must be 4 but was " + score);
            }
            System.out.println(nanos);
        }
    }
}
