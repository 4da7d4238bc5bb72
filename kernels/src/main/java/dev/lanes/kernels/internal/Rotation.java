package dev.lanes.kernels.internal;

import java.util.Random;

/// A random rotation that costs n log n: rounds of random signs and a Hadamard transform over the
/// first, the last and again the first 2^k values, the largest power of two that there is. It keeps
/// lengths and angles, and spreads what lies in few dimensions over all of them.
///
/// The idea of replacing a full random matrix by such rounds: Ailon and Chazelle, The Fast
/// Johnson-Lindenstrauss Transform (2009).
final class Rotation {
    private static final int ROUNDS = 3;

    /// Part of the format of stored rows.
    private static final long SEED = 0x1a9e5;

    private final double[][] signs;
    private final int window;

    Rotation(int dimension) {
        this.window = Integer.highestOneBit(dimension);
        this.signs = new double[ROUNDS][dimension];
        var random = new Random(SEED);
        for (var round : signs) {
            for (int i = 0; i < dimension; i++) {
                round[i] = random.nextBoolean() ? 1 : -1;
            }
        }
    }

    /// Rotates a vector in place. In double, which no sum of floats can leave.
    void apply(double[] vector) {
        for (int round = 0; round < ROUNDS; round++) {
            flip(vector, signs[round]);
            hadamard(vector, from(round));
        }
    }

    /// Rotates back what [#apply] rotated.
    void undo(double[] vector) {
        for (int round = ROUNDS - 1; round >= 0; round--) {
            hadamard(vector, from(round));
            flip(vector, signs[round]);
        }
    }

    private int from(int round) {
        return round % 2 == 0 ? 0 : signs[round].length - window;
    }

    private static void flip(double[] vector, double[] signs) {
        for (int i = 0; i < signs.length; i++) {
            vector[i] *= signs[i];
        }
    }

    /// Its own inverse.
    private void hadamard(double[] vector, int from) {
        for (int half = 1; half < window; half *= 2) {
            for (int start = from; start < from + window; start += 2 * half) {
                for (int i = start; i < start + half; i++) {
                    double a = vector[i];
                    double b = vector[i + half];
                    vector[i] = a + b;
                    vector[i + half] = a - b;
                }
            }
        }
        double scale = 1 / Math.sqrt(window);
        for (int i = from; i < from + window; i++) {
            vector[i] *= scale;
        }
    }
}
