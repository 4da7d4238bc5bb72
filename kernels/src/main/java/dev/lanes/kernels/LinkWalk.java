package dev.lanes.kernels;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.lanes.kernels.internal.NativeQueryPlace;
import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.simd.NativeWalk;
import dev.lanes.simd.WalkLayout;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Walks through a graph in C, where the native backend compares: Algorithm 2 of the HNSW paper
/// (arXiv:1603.09320) with a sorted array as the beam and the unseen neighbours of a node scored in
/// one block.
///
/// One prepares the [Scorer], then this, then [descends][#descend] and [starts][#start], and calls
/// [#run] until it is done. Whatever a graph says is checked before it is followed, so that a
/// damaged one gives wrong candidates and nothing worse. For one thread.
public final class LinkWalk implements GraphWalk {
    /// What a list of links ends with when it is not full.
    public static final int NO_LINK = -1;

    private static final int MOST_EPOCHS = 255;

    /// A graph over the rows of a matrix.
    ///
    /// @param ground by ordinal, a list of links on level 0: ordinals, each an int, then [#NO_LINK]
    /// @param upper lists of the levels above
    /// @param nodes by ordinal, what is kept of a node
    /// @param slotAt where in there an int lies, the number of its list on level 1; those of the
    ///   levels above follow
    public record Links(Records ground, Records upper, Records nodes, int slotAt) {}

    private final Scorer scorer;
    private final Links links;
    private final NativeQueryPlace query;
    private final NativeWalk walk;
    private final MemorySegment job = OffHeap.scratch(WalkLayout.JOB_BYTES);
    private MemorySegment marks = OffHeap.scratch(1);
    private MemorySegment beam = OffHeap.scratch(1);

    /// Kept while their addresses are in the job.
    private final MemorySegment[] tables = new MemorySegment[4];

    private int epoch;

    private LinkWalk(Scorer scorer, Links links, NativeQueryPlace query) {
        this.scorer = scorer;
        this.links = links;
        this.query = query;
        this.walk = new NativeWalk(query.scoring().kernels());
        set(WalkLayout.OPERATION, query.scoring().operation().number());
        set(WalkLayout.ROW_BYTES, query.scoring().bytes());
        set(WalkLayout.SLOT_AT, links.slotAt());
        set(WalkLayout.DEGREE, degree(links.ground()));
        set(WalkLayout.UPPER_DEGREE, degree(links.upper()));
        job.set(JAVA_LONG, WalkLayout.QUERY, query.query().address());
    }

    private static int degree(Records lists) {
        long degree = lists.stride() / Integer.BYTES;
        if (degree > WalkLayout.MOST_LINKS) {
            throw new IllegalArgumentException(
                    "links of a node must be at most %d but were %d"
                            .formatted(WalkLayout.MOST_LINKS, degree));
        }
        return (int) degree;
    }

    /// A walk for the queries of a scorer.
    ///
    /// @param scorer is prepared before each walk
    /// @param links the graph over the scorer's rows
    /// @return nothing, unless the scorer's backend is native
    /// @throws IllegalArgumentException when a list can have more than 512 links
    public static Optional<LinkWalk> of(Scorer scorer, Links links) {
        return scorer.nativeQuery().map(query -> new LinkWalk(scorer, links, query));
    }

    @Override
    public void prepare(int upperLists) {
        int size = scorer.size();
        table(0, WalkLayout.ROWS, query.scoring().rows());
        table(1, WalkLayout.GROUND, links.ground());
        table(2, WalkLayout.UPPER, links.upper());
        table(3, WalkLayout.NODES, links.nodes());
        set(WalkLayout.SIZE, size);
        set(WalkLayout.UPPER_LISTS, upperLists);
        set(WalkLayout.DISTANCES, 0);
        set(WalkLayout.EXPANDED, 0);
        if (marks.byteSize() < size) {
            marks = OffHeap.scratch(Math.max(size, 2 * marks.byteSize()));
            epoch = 0;
        }
        job.set(JAVA_LONG, WalkLayout.MARKS, marks.address());
    }

    private void table(int index, long at, Records records) {
        var table = records.chunkAddresses();
        tables[index] = table;
        job.set(JAVA_LONG, at + WalkLayout.CHUNKS, table.address());
        job.set(JAVA_LONG, at + WalkLayout.STRIDE, records.stride());
        set(at + WalkLayout.SHIFT, records.chunkShift());
    }

    @Override
    public void descend(int node, int from, int to) {
        set(WalkLayout.NODE, checked(node));
        set(WalkLayout.LEVEL, from);
        set(WalkLayout.TO_LEVEL, to);
        try (var _ = query.scoring().rows().lease();
                var _ = links.ground().lease()) {
            walk.descend(job.address());
        }
    }

    private int checked(int node) {
        if (Integer.compareUnsigned(node, scorer.size()) >= 0) {
            throw new IndexOutOfBoundsException(
                    "node must be in 0..%d but was %d".formatted(scorer.size() - 1, node));
        }
        return node;
    }

    @Override
    public void goToBest() {
        int best = ordinal(0);
        set(WalkLayout.NODE, best < 0 ? ~best : best);
        job.set(JAVA_FLOAT, WalkLayout.RAW, raw(0));
    }

    @Override
    public int node() {
        return get(WalkLayout.NODE);
    }

    @Override
    public float raw() {
        return job.get(JAVA_FLOAT, WalkLayout.RAW);
    }

    @Override
    public void acceptAll() {
        set(WalkLayout.ACCEPTANCE, WalkLayout.ACCEPT_ALL);
    }

    @Override
    public void accept(Bits accepted, Acceptance acceptance) {
        set(
                WalkLayout.ACCEPTANCE,
                acceptance == Acceptance.MARKED
                        ? WalkLayout.ACCEPT_MARKED
                        : WalkLayout.ACCEPT_MARKED_ONLY);
        set(WalkLayout.ACCEPTED_BITS, accepted.length());
        job.set(JAVA_LONG, WalkLayout.ACCEPTED, accepted.words().address());
    }

    @Override
    public void start(int level, int ef, int capacity) {
        if (ef < 1 || capacity < ef) {
            throw new IllegalArgumentException(
                    "ef must be in 1..capacity but was %d with %d".formatted(ef, capacity));
        }
        long bytes = (capacity + 1L) * WalkLayout.CANDIDATE_BYTES;
        if (beam.byteSize() < bytes) {
            beam = OffHeap.scratch(bytes);
        }
        if (++epoch > MOST_EPOCHS) {
            marks.fill((byte) 0);
            epoch = 1;
        }
        job.set(JAVA_LONG, WalkLayout.BEAM, beam.address());
        set(WalkLayout.LEVEL, level);
        set(WalkLayout.EF, ef);
        set(WalkLayout.CAPACITY, capacity);
        set(WalkLayout.EPOCH, epoch);
        set(WalkLayout.BEAM_SIZE, 0);
        set(WalkLayout.RESULTS, 0);
        set(WalkLayout.NEXT, 0);
        walk.start(job.address());
    }

    @Override
    public void pass(int node) {
        marks.set(JAVA_BYTE, checked(node), (byte) epoch);
    }

    @Override
    public boolean run(int distances) {
        set(WalkLayout.LIMIT, distances);
        try (var _ = query.scoring().rows().lease();
                var _ = links.ground().lease()) {
            return walk.run(job.address());
        }
    }

    @Override
    public int size() {
        return get(WalkLayout.BEAM_SIZE);
    }

    @Override
    public int ordinal(int index) {
        int node = beam.get(JAVA_INT, candidate(index) + WalkLayout.CANDIDATE_NODE);
        int ordinal = node & (WalkLayout.CANDIDATE_REJECTED - 1);
        return (node & WalkLayout.CANDIDATE_REJECTED) == 0 ? ordinal : ~ordinal;
    }

    @Override
    public float raw(int index) {
        return beam.get(JAVA_FLOAT, candidate(index) + WalkLayout.CANDIDATE_RAW);
    }

    private static long candidate(int index) {
        return index * WalkLayout.CANDIDATE_BYTES;
    }

    @Override
    public int distances() {
        return get(WalkLayout.DISTANCES);
    }

    @Override
    public int expanded() {
        return get(WalkLayout.EXPANDED);
    }

    private int get(long at) {
        return job.get(JAVA_INT, at);
    }

    private void set(long at, int value) {
        job.set(JAVA_INT, at, value);
    }
}
