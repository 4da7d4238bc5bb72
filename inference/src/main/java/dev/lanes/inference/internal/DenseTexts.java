package dev.lanes.inference.internal;

import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.LongTexts;
import dev.lanes.inference.ModelDescriptor;
import java.util.Arrays;
import java.util.List;

/// Texts on their way to dense vectors: pooled rows are cut to a dimension and scaled.
///
/// @param tokens how texts become tokens
/// @param dimension numbers that are kept
/// @param scaled whether vectors get length 1
/// @param longTexts how the vectors of windows become one
record DenseTexts(TextTokens tokens, int dimension, boolean scaled, LongTexts longTexts)
        implements TextStep<float[]> {
    static DenseTexts of(TextTokens tokens, ModelDescriptor model, EncoderSettings settings) {
        return new DenseTexts(
                tokens,
                settings.dimension().orElse(model.dimension()),
                model.dense().normalize(),
                settings.longTexts());
    }

    @Override
    public List<List<TokenSequence>> tokenize(List<String> texts) {
        return tokens.of(texts);
    }

    @Override
    public float[] result(float[] row) {
        return scale(Arrays.copyOf(row, dimension));
    }

    @Override
    public float[] join(List<float[]> pieces) {
        if (pieces.size() == 1) {
            return pieces.getFirst();
        }
        float[] joined = pieces.getFirst().clone();
        for (float[] piece : pieces.subList(1, pieces.size())) {
            for (int i = 0; i < joined.length; i++) {
                joined[i] =
                        longTexts.rule() == LongTexts.Rule.MAX_OF_WINDOWS
                                ? Math.max(joined[i], piece[i])
                                : joined[i] + piece[i];
            }
        }
        if (longTexts.rule() == LongTexts.Rule.MEAN_OF_WINDOWS) {
            for (int i = 0; i < joined.length; i++) {
                joined[i] /= pieces.size();
            }
        }
        return scale(joined);
    }

    /// A vector of zeros has no direction and stays as it is.
    private float[] scale(float[] vector) {
        if (!scaled) {
            return vector;
        }
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] * scale);
        }
        return vector;
    }
}
