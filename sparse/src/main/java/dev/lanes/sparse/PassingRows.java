package dev.lanes.sparse;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.OrdinalMap;
import dev.lanes.vector.IdSet;
import java.util.Optional;

/// The rows of a segment that a filter lets pass. What the last filter gave is kept, since one
/// filter often comes with many queries. Safe for many threads.
final class PassingRows {
    /// Below this share of the rows, each id is looked up instead of each row.
    private static final int FEW = 16;

    /// Rows that pass.
    ///
    /// @param rows a bit for each of them
    /// @param count how many they are
    record Passing(Bits rows, int count) {}

    private record Kept(IdSet filter, int deaths, Passing rows) {}

    private final Segment segment;
    private final OrdinalsById ordinals;
    private volatile Optional<Kept> last = Optional.empty();

    PassingRows(Segment segment, OrdinalsById ordinals) {
        this.segment = segment;
        this.ordinals = ordinals;
    }

    /// A bit for each row that is live and whose id is in the set.
    ///
    /// @param deaths how many rows of the segment have died before
    @SuppressWarnings(
            "ReferenceEquality") // Comparing the ids would take as long as looking them up.
    Passing of(IdSet filter, int deaths) {
        var kept = last;
        if (kept.isPresent() && kept.get().filter == filter && kept.get().deaths == deaths) {
            return kept.get().rows;
        }
        int size = segment.size();
        var rows = Bits.over(OffHeap.scratch(Math.max(1, Bits.bytes(size))), size);
        if (filter.size() < size / FEW) {
            filter.forEach(id -> {
                int ordinal = ordinals.ordinal(id);
                if (ordinal != OrdinalMap.ABSENT) {
                    rows.set(ordinal);
                }
            });
        } else {
            var live = segment.live();
            for (int row = live.next(0); row < size; row = live.next(row + 1)) {
                if (filter.contains(segment.id(row))) {
                    rows.set(row);
                }
            }
        }
        var passing = new Passing(rows, rows.count());
        last = Optional.of(new Kept(filter, deaths, passing));
        return passing;
    }
}
