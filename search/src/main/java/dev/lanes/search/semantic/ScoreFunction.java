package dev.lanes.search.semantic;

import dev.lanes.kernels.RowFunction;
import dev.lanes.vector.Similarity;
import java.util.Objects;

/// How a query is compared with a row of the corpus.
public sealed interface ScoreFunction {
    /// By a similarity, whose scores are those of [Similarity]: `cos_sim` and `dot_score` of
    /// sentence-transformers, and 1 / (1 + d²) where that has `euclidean_sim` −d. The order is the
    /// same.
    ///
    /// @param similarity which
    record BySimilarity(Similarity similarity) implements ScoreFunction {
        /// Checks the component.
        public BySimilarity {
            Objects.requireNonNull(similarity, "similarity");
        }
    }

    /// By a function of the caller's, in Java and for one row at a time: some ten times as slow.
    ///
    /// @param function compares a query with a row, on any thread that works
    record ByFunction(RowFunction function) implements ScoreFunction {
        /// Checks the component.
        public ByFunction {
            Objects.requireNonNull(function, "function");
        }
    }

    /// The cosine of the angle, which does not depend on lengths.
    ///
    /// @return a score in [-1, 1]
    static ScoreFunction cosine() {
        return new BySimilarity(Similarity.COSINE);
    }

    /// The dot product, the same as the cosine for rows of length 1.
    ///
    /// @return a score without bounds
    static ScoreFunction dot() {
        return new BySimilarity(Similarity.DOT);
    }

    /// The Euclidean distance d.
    ///
    /// @return the score 1 / (1 + d²), in (0, 1]
    static ScoreFunction euclidean() {
        return new BySimilarity(Similarity.EUCLIDEAN);
    }

    /// A function of the caller's.
    ///
    /// @param function compares a query with a row; larger is closer, and NaN is not found
    /// @return its scores
    static ScoreFunction of(RowFunction function) {
        return new ByFunction(function);
    }
}
