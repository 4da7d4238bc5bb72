package dev.lanes.sparse;

import dev.lanes.kernels.PostingScan;
import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;

/// Rows that were sealed: they do not change, but a row may die. By ordinal: ids, live bits, the
/// forward index; and by term the posting lists.
///
/// @param memory owns the rest
/// @param ids longs
/// @param live a bit for each row that is there
/// @param forward the rows
/// @param postings the rows by term
/// @param seismic the rows of each term in clusters
record Segment(
        OffHeap memory,
        MemorySegment ids,
        Bits live,
        ForwardIndex forward,
        PostingLists postings,
        SeismicOnDemand seismic) {
    /// The same with live bits of its own.
    Segment copy() {
        var words = MemorySegment.ofArray(new long[(int) (Bits.bytes(size()) / Long.BYTES)]);
        words.copyFrom(live.words().asSlice(0, words.byteSize()));
        return new Segment(memory, ids, Bits.over(words, size()), forward, postings, seismic);
    }

    int size() {
        return forward.size();
    }

    long id(int ordinal) {
        return ids.getAtIndex(ForwardLayout.LONG, ordinal);
    }

    /// The lists as a scan takes them.
    PostingScan.Lists lists() {
        return new PostingScan.Lists(memory, postings.lists(), postings.maxima(), size());
    }
}
