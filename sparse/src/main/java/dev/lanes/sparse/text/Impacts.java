package dev.lanes.sparse.text;

import java.util.Arrays;

/// What a term adds to the score of a text before it is weighted, as Lucene's BM25Similarity has
/// it: f / (f + k1 · (1 − b + b · l / a)) of a frequency f, a length l and the mean length a.
final class Impacts {
    private static final int NORMS = 256;

    private final double[] averages;

    /// By field and norm: 1 / (k1 · (1 − b + b · l / a)).
    private final float[][] inverse;

    Impacts(TextSettings settings, double[] averages) {
        this.averages = averages.clone();
        this.inverse = new float[averages.length][NORMS];
        float k1 = settings.k1();
        float b = settings.b();
        for (int field = 0; field < averages.length; field++) {
            float average = (float) averages[field];
            for (int norm = 0; norm < NORMS; norm++) {
                float length = NormByte.decode(norm);
                inverse[field][norm] = 1f / (k1 * ((1 - b) + b * length / average));
            }
        }
    }

    /// In 0..1.
    float of(int field, int frequency, int norm) {
        return 1f - 1f / (1f + frequency * inverse[field][norm]);
    }

    /// That of a pair as a segment keeps it.
    float ofPair(long pair) {
        return of((int) (pair >>> 8) & 0xFF, (int) (pair >>> 16), (int) pair & 0xFF);
    }

    double average(int field) {
        return averages[field];
    }

    boolean has(double[] others) {
        return Arrays.equals(averages, others);
    }
}
