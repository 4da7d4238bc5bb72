package dev.lanes.sparse.text;

/// How scores in several fields become one, for what names no field.
public sealed interface FieldMatch {
    /// The score in the best field, and a share of those in the others.
    ///
    /// @param tieBreaker the share, in 0..1
    record BestFields(float tieBreaker) implements FieldMatch {
        /// @throws IllegalArgumentException when the share is out of range
        public BestFields {
            require(tieBreaker);
        }

        static void require(float tieBreaker) {
            if (!(tieBreaker >= 0 && tieBreaker <= 1)) {
                throw new IllegalArgumentException(
                        "tie breaker must be in 0..1 but was " + tieBreaker);
            }
        }
    }

    /// The sum of the scores in all fields.
    record MostFields() implements FieldMatch {}
}
