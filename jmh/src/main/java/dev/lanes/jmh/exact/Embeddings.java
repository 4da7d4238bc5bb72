package dev.lanes.jmh.exact;

import dev.lanes.jmh.data.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Vectors with what makes embeddings hard to compress: most of their variance in few directions,
/// some in all, and length 1.
public final class Embeddings {
    private static final int DIRECTIONS = 64;
    private static final double NOISE = .4;

    private final Random random = new Random(1);
    private final int dimension;
    private final float[][] directions;

    /// @param dimension values a vector
    public Embeddings(int dimension) {
        this.dimension = dimension;
        directions = new float[DIRECTIONS][dimension];
        for (int i = 0; i < DIRECTIONS; i++) {
            for (int j = 0; j < dimension; j++) {
                // Later directions count for less.
                directions[i][j] = (float) (random.nextGaussian() / Math.sqrt(1 + i / 8.0));
            }
        }
    }

    /// Draws vectors.
    ///
    /// @param name what they are called
    /// @param count how many
    public Vectors draw(String name, int count) {
        List<float[]> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(next());
        }
        return new Vectors(name, dimension, rows);
    }

    private float[] next() {
        float[] row = new float[dimension];
        for (float[] direction : directions) {
            float weight = (float) random.nextGaussian();
            for (int j = 0; j < dimension; j++) {
                row[j] += weight * direction[j];
            }
        }
        double squares = 0;
        for (int j = 0; j < dimension; j++) {
            row[j] += (float) (NOISE * random.nextGaussian());
            squares += (double) row[j] * row[j];
        }
        float length = (float) Math.sqrt(squares);
        for (int j = 0; j < dimension; j++) {
            row[j] /= length;
        }
        return row;
    }
}
