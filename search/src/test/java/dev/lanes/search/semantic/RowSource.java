package dev.lanes.search.semantic;

import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.Random;

/// Random rows, and what two of them score.
final class RowSource {
    private final Random random;
    private final OffHeap memory;

    RowSource(Random random, OffHeap memory) {
        this.random = random;
        this.memory = memory;
    }

    /// Rows of small whole numbers: their dot products and distances are exact, and many equal.
    float[][] whole(int count, int dimension) {
        var rows = new float[count][dimension];
        for (var row : rows) {
            for (int i = 0; i < dimension; i++) {
                row[i] = random.nextInt(-2, 3);
            }
        }
        return rows;
    }

    /// Rows around some centres, some of them twice, one of zeros.
    float[][] clustered(int count, int dimension, int centres) {
        var middles = gaussian(centres, dimension, 1);
        var rows = gaussian(count, dimension, .3);
        for (int i = 0; i < count; i++) {
            var middle = middles[random.nextInt(centres)];
            for (int j = 0; j < dimension; j++) {
                rows[i][j] += middle[j];
            }
            if (i > 0 && random.nextInt(5) == 0) {
                rows[i] = rows[random.nextInt(i)].clone();
            }
        }
        if (count > 0) {
            rows[random.nextInt(count)] = new float[dimension];
        }
        return rows;
    }

    private float[][] gaussian(int count, int dimension, double scale) {
        var rows = new float[count][dimension];
        for (var row : rows) {
            for (int i = 0; i < dimension; i++) {
                row[i] = (float) (scale * random.nextGaussian());
            }
        }
        return rows;
    }

    VectorMatrix matrix(float[][] rows, int dimension, Similarity similarity) {
        var matrix =
                VectorMatrix.create(new RowFormat(dimension, similarity), memory, Kernels.best());
        for (var row : rows) {
            matrix.add(row);
        }
        return matrix;
    }

    /// The scores of all rows with all rows, by a scorer.
    static float[][] scores(VectorMatrix matrix) {
        var scores = new float[matrix.size()][matrix.size()];
        Scorer scorer = matrix.scorer();
        for (int i = 0; i < scores.length; i++) {
            scorer.prepare(i);
            for (int j = 0; j < scores.length; j++) {
                scores[i][j] = matrix.format().similarity().score(scorer.score(j)) + 0f;
            }
        }
        return scores;
    }

    /// A score in double.
    static double score(Similarity similarity, float[] a, float[] b) {
        double dot = 0;
        double squared = 0;
        double lengths = 1;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            squared += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        }
        if (similarity == Similarity.COSINE) {
            lengths = Math.sqrt(dot(a) * dot(b));
        }
        return switch (similarity) {
            case DOT -> dot;
            case COSINE -> lengths == 0 ? 0 : dot / lengths;
            case EUCLIDEAN -> 1 / (1 + squared);
        };
    }

    private static double dot(float[] a) {
        double dot = 0;
        for (float value : a) {
            dot += (double) value * value;
        }
        return dot;
    }
}
