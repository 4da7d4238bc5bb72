package dev.lanes.jmh.measure;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.vector.Similarity;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Tasks for tests.
public final class Samples {
    private Samples() {}

    /// Rows of normally distributed values.
    public static Vectors random(String name, int rows, int dimension, long seed) {
        Random random = new Random(seed);
        List<float[]> all = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            float[] values = new float[dimension];
            for (int i = 0; i < dimension; i++) {
                values[i] = (float) random.nextGaussian();
            }
            all.add(values);
        }
        return new Vectors(name, dimension, all);
    }

    static Vectors of(float[]... rows) {
        return new Vectors("sample", rows[0].length, List.of(rows));
    }

    static HnswTask task(Vectors base, Vectors queries, Similarity similarity, int k) {
        return new HnswTask(
                base,
                queries,
                HnswSettings.of(similarity),
                k,
                List.of(base.size()),
                new Rounds(2, Duration.ZERO));
    }

    static Progress silent() {
        return new Progress(new PrintWriter(Writer.nullWriter()));
    }
}
