package dev.lanes.inference.internal;

import dev.lanes.inference.LongTexts;
import dev.lanes.vector.Pruning;
import dev.lanes.vector.SparseVector;
import java.util.List;
import java.util.Optional;

/// Texts on their way to sparse vectors.
///
/// @param tokens how texts become tokens
/// @param terms how rows become vectors
/// @param longTexts how the vectors of windows become one
/// @param pruning of the vector of a whole text
record SparseTexts(
        TextTokens tokens, TermWeights terms, LongTexts longTexts, Optional<Pruning> pruning)
        implements TextStep<SparseVector> {
    @Override
    public List<List<TokenSequence>> tokenize(List<String> texts) {
        return tokens.of(texts);
    }

    @Override
    public SparseVector result(float[] row) {
        return terms.vector(row);
    }

    @Override
    public SparseVector join(List<SparseVector> pieces) {
        SparseVector whole = pieces.size() == 1 ? pieces.getFirst() : joined(pieces);
        return pruning.isPresent() ? pruning.get().keep(whole) : whole;
    }

    private SparseVector joined(List<SparseVector> pieces) {
        boolean mean = longTexts.rule() == LongTexts.Rule.MEAN_OF_WINDOWS;
        var weights = new float[terms.count()];
        for (SparseVector piece : pieces) {
            for (int i = 0; i < piece.size(); i++) {
                int term = piece.term(i);
                weights[term] =
                        mean
                                ? weights[term] + piece.weight(i) / pieces.size()
                                : Math.max(weights[term], piece.weight(i));
            }
        }
        return TermWeights.positive(weights);
    }
}
