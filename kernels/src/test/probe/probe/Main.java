package probe;

import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;

/// Prints what ran and one score. DeploymentTest compiles and runs it.
final class Main {
    private Main() {}

    static void main() {
        try (var memory = OffHeap.forOwner("probe")) {
            var format = new RowFormat(3, Similarity.DOT);
            var matrix = VectorMatrix.create(format, memory, Kernels.best());
            matrix.add(new float[] {1, 2, 3});
            float score = matrix.scorer(new float[] {4, 5, 6}).score(0);
            System.out.println(Kernels.best().description() + ": " + score);
        }
    }
}
