package dev.lanes.sparse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which parts become one segment next. Segments are kept in tiers, each four times as large as the
/// one before: four of one tier make one of the next, so a row is written a few times, and a search
/// goes over a few segments.
final class MergePolicy {
    private static final int FAN = 4;

    /// A segment of which more than this part is dead is written again.
    private static final int MOST_DEAD_OF = 3;

    private MergePolicy() {}

    /// The next parts to be made one.
    ///
    /// @param unit live rows of the smallest tier
    static Optional<List<Part>> next(Generation generation, int unit) {
        if (generation.fresh().size() > 1) {
            return Optional.of(List.of(generation.fresh().getFirst()));
        }
        var tiers = new ArrayList<List<Part>>();
        for (var segment : generation.sealed()) {
            int tier = tier(segment.liveCount(), unit);
            while (tiers.size() <= tier) {
                tiers.add(new ArrayList<>());
            }
            tiers.get(tier).add(segment);
            if (tiers.get(tier).size() == FAN) {
                return Optional.of(tiers.get(tier));
            }
        }
        return generation.sealed().stream()
                .filter(part -> part.deadCount() > part.segment().size() / MOST_DEAD_OF)
                .map(part -> List.<Part>of(part))
                .findFirst();
    }

    private static int tier(int rows, int unit) {
        int tier = 0;
        for (long size = (long) unit * FAN / 2; size < rows; size *= FAN) {
            tier++;
        }
        return tier;
    }
}
