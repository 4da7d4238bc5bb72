package dev.lanes.sparse;

import dev.lanes.kernels.PostingScan;
import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import dev.lanes.sparse.live.LiveIds;
import java.lang.foreign.MemorySegment;

/// Rows that were sealed: they do not change, but a row may die. By ordinal: ids, live bits; and
/// what there is of their terms and weights.
///
/// @param memory owns the rest
/// @param ids longs
/// @param live a bit for each row that is there
/// @param stored their terms and weights
record Segment(OffHeap memory, MemorySegment ids, Bits live, StoredRows stored) implements LiveIds {
    /// The same with live bits of its own.
    Segment copy() {
        var words = MemorySegment.ofArray(new long[(int) (Bits.bytes(size()) / Long.BYTES)]);
        words.copyFrom(live.words().asSlice(0, words.byteSize()));
        return new Segment(memory, ids, Bits.over(words, size()), stored);
    }

    int size() {
        return stored.size();
    }

    long id(int ordinal) {
        return ids.getAtIndex(ForwardLayout.LONG, ordinal);
    }

    /// Counted each time.
    @Override
    public int liveCount() {
        return live.count();
    }

    @Override
    public void forEach(RowConsumer action) {
        for (int row = live.next(0); row < size(); row = live.next(row + 1)) {
            action.accept(id(row), row);
        }
    }

    /// Rows and lists, where it has both.
    ///
    /// @throws IllegalStateException when it has lists only
    private RowsAndLists both() {
        if (stored instanceof RowsAndLists both) {
            return both;
        }
        throw new IllegalStateException("segment must have rows but has lists only");
    }

    /// The rows, where it has them.
    ForwardIndex forward() {
        return both().forward();
    }

    /// The rows by term, where it has rows, too.
    PostingLists postings() {
        return both().postings();
    }

    /// The rows of each term in clusters, where it has rows.
    SeismicOnDemand seismic() {
        return both().seismic();
    }

    /// The lists as a scan takes them.
    PostingScan.Lists lists() {
        return new PostingScan.Lists(memory, postings().lists(), postings().maxima(), size());
    }
}
