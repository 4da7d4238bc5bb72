package dev.lanes.search.index;

import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/// What an index found.
///
/// @param hits numbers and scores, best first
/// @param reason why it searched as it did, for people
/// @param partial whether it ended before it was done
public record Hits(List<Hit> hits, String reason, boolean partial) {
    private static final Comparator<Hit> ORDER =
            Comparator.comparing(Hit::score, Comparator.reverseOrder()).thenComparingLong(Hit::id);

    /// Best first, each number once.
    static List<Hit> best(List<Hit> hits) {
        List<Hit> sorted = new ArrayList<>(hits);
        sorted.sort(ORDER);
        return firstOfEach(sorted, number -> number);
    }

    /// The best hit of each group.
    ///
    /// @param sorted best first
    public static List<Hit> firstOfEach(List<Hit> sorted, LongUnaryOperator group) {
        Set<Long> seen = new HashSet<>();
        List<Hit> first = new ArrayList<>(sorted.size());
        for (Hit hit : sorted) {
            if (seen.add(group.applyAsLong(hit.id()))) {
                first.add(hit);
            }
        }
        return first;
    }
}
