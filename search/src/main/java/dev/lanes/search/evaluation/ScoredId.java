package dev.lanes.search.evaluation;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/// A document that a retriever found, by id, and how well it fits.
///
/// @param id of the document; not empty
/// @param score larger is better; finite
public record ScoredId(String id, double score) {
    /// The order in which trec_eval, NIST's reference program, ranks what a run holds: the larger
    /// score first and, of equal scores, the id that comes later when their UTF-8 bytes are
    /// compared. That order is arbitrary, but it is the same everywhere, and it does not depend on
    /// who found the document.
    public static final Comparator<ScoredId> TREC_ORDER = ScoredId::inTrecOrder;

    /// Checks both.
    public ScoredId {
        if (requireNonNull(id, "id").isEmpty()) {
            throw new IllegalArgumentException("id must have at least 1 character but was \"\"");
        }
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException(
                    "score must be finite but was %s of \"%s\"".formatted(score, id));
        }
    }

    /// Not by `Double.compare`, for which 0.0 and -0.0 differ, nor by `String.compareTo`, which
    /// compares UTF-16.
    private static int inTrecOrder(ScoredId a, ScoredId b) {
        if (a.score > b.score) {
            return -1;
        }
        if (a.score < b.score) {
            return 1;
        }
        return Arrays.compareUnsigned(
                b.id.getBytes(StandardCharsets.UTF_8), a.id.getBytes(StandardCharsets.UTF_8));
    }
}
