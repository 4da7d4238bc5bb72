package dev.lanes.sparse;

import static dev.lanes.sparse.SegmentLayout.LONG;

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
        if (kept.isPresent() && kept.get().filter == filter) {
            return kept.get().deaths == deaths
                    ? kept.get().rows
                    : keep(filter, deaths, stillLive(kept.get().rows.rows));
        }
        return keep(filter, deaths, lookedUp(filter));
    }

    private Passing keep(IdSet filter, int deaths, Bits rows) {
        var passing = new Passing(rows, rows.count());
        last = Optional.of(new Kept(filter, deaths, passing));
        return passing;
    }

    /// No row comes to a segment, so those that pass are those that passed and are live.
    private Bits stillLive(Bits before) {
        int size = segment.size();
        var rows = OffHeap.scratch(Math.max(1, Bits.bytes(size)));
        var live = segment.live().words();
        for (long word = 0; word < Bits.bytes(size) / Long.BYTES; word++) {
            long both = before.words().getAtIndex(LONG, word) & live.getAtIndex(LONG, word);
            rows.setAtIndex(LONG, word, both);
        }
        return Bits.over(rows, size);
    }

    private Bits lookedUp(IdSet filter) {
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
        return rows;
    }
}
