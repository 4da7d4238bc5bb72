package dev.lanes.search.engine;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/// A document that a stage found.
///
/// @param row the number of the document's version
/// @param score larger is better; never NaN
/// @param passage the best part of a chunked field; empty where the field is not chunked
public record Candidate(long row, float score, Optional<Passage> passage) {
    /// The order of every ranking: by score, descending, then by row, ascending.
    public static final Comparator<Candidate> ORDER =
            Comparator.comparing(Candidate::score, Comparator.reverseOrder())
                    .thenComparingLong(Candidate::row);

    public Candidate {
        Objects.requireNonNull(passage, "passage");
        if (Float.isNaN(score)) {
            throw new IllegalArgumentException("score must be a number but was NaN");
        }
    }

    /// A document whose field is not chunked.
    ///
    /// @param row the number of the document's version
    /// @param score larger is better
    /// @return the candidate
    public static Candidate of(long row, float score) {
        return new Candidate(row, score, Optional.empty());
    }

    /// The same with another score.
    Candidate withScore(float other) {
        return new Candidate(row, other, passage);
    }
}
