package dev.lanes.inference.internal;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ScoreActivation;
import java.util.Arrays;
import java.util.List;

/// Passages on their way to their scores for one query.
///
/// @param tokenizer of the model
/// @param model what stands before texts, and what makes a score of logits
/// @param query with its prefix
record PairTexts(Tokenizer tokenizer, ModelDescriptor model, String query)
        implements TextStep<Float> {
    @Override
    public List<List<TokenSequence>> tokenize(List<String> passages) {
        String[] prompted =
                passages.stream()
                        .map(model.prompts().passagePrefix()::concat)
                        .toArray(String[]::new);
        return Arrays.stream(tokenizer.encodePairs(query, prompted)).map(List::of).toList();
    }

    @Override
    public Float result(float[] row) {
        double logit = row.length == 1 ? row[0] : (double) row[1] - row[0];
        return model.score().activation() == ScoreActivation.SIGMOID
                ? (float) (1 / (1 + Math.exp(-logit)))
                : (float) logit;
    }

    @Override
    public Float join(List<Float> pieces) {
        return pieces.getFirst();
    }
}
