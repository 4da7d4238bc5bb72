package dev.lanes.inference.internal;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.Pooling;
import java.nio.FloatBuffer;

/// Makes the one vector of a text from the vectors of its tokens, straight from the output of the
/// network.
final class Pooler {
    private final Pooling pooling;
    private final boolean normalize;
    private final int dimension;

    Pooler(ModelDescriptor model) {
        this.pooling = model.dense().pooling();
        this.normalize = model.dense().normalize();
        this.dimension = model.dimension();
    }

    /// @param batch after the network has run
    /// @param text which text of the batch
    /// @param tokens how many real tokens that text has
    float[] pool(BatchBuffers batch, int text, int tokens) {
        int pooled = pooling == Pooling.MEAN ? tokens : Math.min(1, tokens);
        int first = pooling == Pooling.LAST_TOKEN ? tokens - pooled : 0;
        FloatBuffer vectors = batch.vectors();
        var sums = new double[dimension];
        for (int token = first; token < first + pooled; token++) {
            int offset = batch.offset(text, token);
            for (int i = 0; i < dimension; i++) {
                sums[i] += vectors.get(offset + i);
            }
        }
        double scale = normalize ? inverseLength(sums) : 1.0 / Math.max(1, pooled);
        var row = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            row[i] = (float) (sums[i] * scale);
        }
        return row;
    }

    /// 0 for a vector of zeros, which has no direction and stays as it is.
    private static double inverseLength(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        return squares == 0 ? 0 : 1 / Math.sqrt(squares);
    }
}
