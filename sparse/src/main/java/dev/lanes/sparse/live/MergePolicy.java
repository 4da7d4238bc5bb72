package dev.lanes.sparse.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which parts become one next. Sealed parts are kept in tiers, each four times as large as the one
/// before: four of one tier make one of the next, so a row is written a few times, and a search
/// goes over a few parts.
///
/// @param unit live rows of the smallest tier
/// @param most live rows of what is still made one with others, if [SealedPart#mayMerge]
public record MergePolicy(int unit, int most) {
    /// How many parts are made one.
    public static final int FAN = 4;

    /// A part of which more than this share is dead is written again.
    private static final int MOST_DEAD_OF = 3;

    /// The next parts to be made one.
    <S extends SealedPart, F extends FreshPart<?>> Optional<Generation<S, F>> next(
            Generation<S, F> all) {
        if (all.fresh().size() > 1) {
            return Optional.of(new Generation<>(List.of(), all.fresh().subList(0, 1)));
        }
        var tiers = new ArrayList<List<S>>();
        for (var part : all.sealed()) {
            int tier = tier(part.liveCount());
            while (tiers.size() <= tier) {
                tiers.add(new ArrayList<>());
            }
            if (part.liveCount() <= most && part.mayMerge()) {
                tiers.get(tier).add(part);
            }
            if (tiers.get(tier).size() == FAN) {
                return Optional.of(new Generation<>(tiers.get(tier), List.of()));
            }
        }
        return all.sealed().stream()
                .filter(part -> part.size() - part.liveCount() > part.size() / MOST_DEAD_OF)
                .findFirst()
                .map(part -> new Generation<>(List.of(part), List.of()));
    }

    private int tier(int rows) {
        int tier = 0;
        for (long size = (long) unit * FAN / 2; size < rows; size *= FAN) {
            tier++;
        }
        return tier;
    }
}
