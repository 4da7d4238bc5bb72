package dev.lanes.search.retrieval;

import java.util.Objects;

/// How rankings become one.
public sealed interface Fusion {
    /// Reciprocal rank fusion (Cormack, Clarke, Büttcher, 2009): Σ w / (constant + rank), over the
    /// retrievers that found the document, whose ranks count from 1.
    ///
    /// @param constant at least 1; the larger, the less the first ranks stand out
    record ReciprocalRank(int constant) implements Fusion {
        /// The constant of the paper.
        public static final int USUAL = 60;

        /// @throws IllegalArgumentException when the constant is below 1
        public ReciprocalRank {
            if (constant < 1) {
                throw new IllegalArgumentException(
                        "rank constant must be at least 1 but was " + constant);
            }
        }
    }

    /// Weighted scores, made comparable first.
    ///
    /// @param normalisation how they are made comparable
    /// @param combination how they become one; of [Normalisation#Z_SCORE] the arithmetic mean or
    ///   the sum
    record Scores(Normalisation normalisation, Combination combination) implements Fusion {
        public Scores {
            Objects.requireNonNull(normalisation, "normalisation");
            Objects.requireNonNull(combination, "combination");
        }
    }

    /// Reciprocal rank fusion with the constant 60.
    ///
    /// @return the fusion
    static Fusion reciprocalRank() {
        return new ReciprocalRank(ReciprocalRank.USUAL);
    }

    /// Reciprocal rank fusion.
    ///
    /// @param constant at least 1
    /// @return the fusion
    static Fusion reciprocalRank(int constant) {
        return new ReciprocalRank(constant);
    }

    /// The weighted arithmetic mean of normalised scores.
    ///
    /// @param normalisation how they are made comparable
    /// @return the fusion
    static Fusion scores(Normalisation normalisation) {
        return new Scores(normalisation, Combination.ARITHMETIC_MEAN);
    }

    /// Normalised scores.
    ///
    /// @param normalisation how they are made comparable
    /// @param combination how they become one
    /// @return the fusion
    static Fusion scores(Normalisation normalisation, Combination combination) {
        return new Scores(normalisation, combination);
    }
}
