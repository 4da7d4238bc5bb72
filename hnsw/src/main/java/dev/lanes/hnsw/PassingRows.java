package dev.lanes.hnsw;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import java.util.Optional;
import java.util.function.LongToIntFunction;

/// The live rows that a filter lets pass, as bits by ordinal, brought up to date before each search
/// with it. Thread-safe for threads that hold a ticket of the grace periods.
final class PassingRows {
    /// Looking an id up costs some tests of a row.
    private static final int LOOKUP_COST = 4;

    /// Where one row of so many passes, a list of those that do is kept too: a scan reads it faster
    /// than bits, most of which are not set.
    private static final int LISTED = 16;

    /// The rows of a moment. The bits change when they are brought up to date for another search,
    /// as live bits do during one.
    ///
    /// @param listed the ordinals, ascending, if they are few
    record Moment(Bits bits, int count, Optional<int[]> listed) {
        /// The rows below an end.
        Scan.Source source(int end) {
            return listed.isPresent() ? Scan.of(listed.get(), end) : Scan.of(bits, end);
        }
    }

    private final RowFilter filter;
    private Bits bits = none(0);
    private int count;
    private Optional<int[]> listed = Optional.empty();

    /// Up to which change the bits are right, or -1.
    private volatile long seen = -1;

    PassingRows(RowFilter filter) {
        this.filter = filter;
    }

    private static Bits none(int length) {
        return Bits.over(OffHeap.scratch(Math.max(Long.BYTES, Bits.bytes(length))), length);
    }

    /// Maps the rows, so that [#now] takes no time.
    ///
    /// @param ordinals gives the ordinal of an id that is live, or one below 0
    void prepare(Graph graph, LongToIntFunction ordinals) {
        lookUp(graph, ordinals);
        now(graph);
    }

    /// Maps a small set of ids by looking each one up, unless it is mapped. Holds no lock of its
    /// own meanwhile: looking up takes one of those who change rows, and they may wait for somebody
    /// who is in [#now].
    private void lookUp(Graph graph, LongToIntFunction ordinals) {
        long now = graph.changes().count();
        var ids = filter.ids();
        if (ids.isEmpty() || (seen >= 0 && graph.changes().isKept(seen))) {
            return;
        }
        if (ids.get().size() < graph.liveCount() / LOOKUP_COST) {
            var passing = none(graph.live().length());
            ids.get()
                    .forEach(id -> {
                        int ordinal = ordinals.applyAsInt(id);
                        if (ordinal >= 0 && ordinal < passing.length()) {
                            passing.set(ordinal);
                        }
                    });
            take(passing, now);
        }
    }

    private synchronized void take(Bits passing, long now) {
        if (now > seen) {
            bits = passing;
            count = passing.count();
            listed = Optional.empty();
            seen = now;
        }
    }

    /// The rows that pass now.
    synchronized Moment now(Graph graph) {
        long now = graph.changes().count();
        if (seen < 0 || !catchUp(graph, now)) {
            seen = -1;
            testAll(graph);
        }
        seen = now;
        if (listed.isEmpty() && count < bits.length() / LISTED) {
            listed = Optional.of(list());
        }
        return new Moment(bits, count, listed);
    }

    private int[] list() {
        var ordinals = new int[count];
        bits.next(0, bits.length(), ordinals);
        return ordinals;
    }

    private boolean catchUp(Graph graph, long now) {
        int length = graph.live().length();
        if (length > bits.length()) {
            var longer = none(length);
            longer.words().copyFrom(bits.words().asSlice(0, Bits.bytes(bits.length())));
            bits = longer;
        }
        return graph.changes().forEach(seen, now, ordinal -> update(graph, ordinal));
    }

    private void update(Graph graph, int ordinal) {
        // One that is not kept any more may be anything.
        boolean passes = ordinal < bits.length() && passes(graph, ordinal);
        if (passes && !bits.get(ordinal)) {
            bits.set(ordinal);
            count++;
            listed = Optional.empty();
        } else if (!passes && bits.get(ordinal)) {
            bits.clear(ordinal);
            count--;
            listed = Optional.empty();
        }
    }

    private boolean passes(Graph graph, int ordinal) {
        return graph.live().get(ordinal) && filter.passes(graph.nodes().id(ordinal));
    }

    private void testAll(Graph graph) {
        var live = graph.live();
        bits = none(live.length());
        count = 0;
        listed = Optional.empty();
        for (int node = live.next(0); node < live.length(); node = live.next(node + 1)) {
            update(graph, node);
        }
    }
}
