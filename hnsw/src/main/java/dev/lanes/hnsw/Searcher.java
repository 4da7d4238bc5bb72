package dev.lanes.hnsw;

import dev.lanes.kernels.GraphWalk;
import dev.lanes.kernels.GraphWalk.Acceptance;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.TopK;
import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// One search at a time, with memory that is kept from search to search: a walk over the form of
/// the rows that is made for it, then the survivors compared in full precision. For the rows that
/// the graph had when it was made.
final class Searcher {
    /// Distances between looks at whether the thread was interrupted: some hundred microseconds.
    private static final int STEP = 2048;

    /// How many rows an exact search scores at once.
    private static final int BLOCK = 64;

    /// So often a search is made again before it holds up replacements.
    private static final int ATTEMPTS = 3;

    private final Graph graph;
    private final StoredRows rows;
    private final Similarity similarity;
    private final Scorer scorer;
    private final GraphWalk walk;

    /// Compares in full precision, where the walk does not.
    private final Optional<Scorer> exact;

    /// Candidates in the beam.
    private int found;

    private int[] survivors = new int[64];
    private float[] raws = new float[64];

    Searcher(Graph graph) {
        this.graph = graph;
        this.rows = graph.rows();
        this.similarity = rows.walked().format().similarity();
        this.scorer = rows.walked().scorer();
        this.walk = graph.walk(scorer);
        this.exact = rows.full().map(matrix -> matrix.scorer());
    }

    StoredRows rows() {
        return rows;
    }

    /// The rows closest to a query, as far as the walk finds them.
    List<Hit> search(float[] query, int k, int ef) {
        return steady(() -> {
            int replacements = graph.replacements();
            boolean all = graph.acceptsAll();
            walk(query, k, ef, all);
            // Among all nodes may be one now that has yet to replace another one.
            return all && graph.replacements() != replacements
                    ? Optional.empty()
                    : Optional.of(hits(query, k, ef));
        });
    }

    /// Reads while no row is replaced: who does may meet both rows of one id, or none. Like other
    /// optimistic readers, it reads again when that went wrong, and waits after some times only:
    /// microseconds, until the row is replaced.
    private <T> T steady(Supplier<Optional<T>> reading) {
        var swaps = graph.swaps();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long stamp = swaps.tryOptimisticRead();
            if (stamp != 0) {
                var read = reading.get();
                if (read.isPresent() && swaps.validate(stamp)) {
                    return read.get();
                }
            }
        }
        long stamp = swaps.readLock();
        try {
            while (true) {
                var read = reading.get();
                if (read.isPresent()) {
                    return read.get();
                }
            }
        } finally {
            swaps.unlockRead(stamp);
        }
    }

    private void walk(float[] query, int k, int ef, boolean all) {
        var entry = graph.entry();
        scorer.prepare(query);
        found = 0;
        if (entry.equals(Graph.EMPTY)) {
            return;
        }
        walk.prepare(graph.upperLists());
        if (all) {
            walk.acceptAll();
        } else {
            walk.accept(graph.live(), Acceptance.MARKED);
        }
        walk.descend(entry.ordinal(), entry.level(), 0);
        int beam = Math.min(Math.max(k, ef), scorer.size());
        walk.start(0, beam, all ? beam : graph.capacity(beam));
        while (walk.run(STEP)) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        found = walk.size();
    }

    private List<Hit> hits(float[] query, int k, int ef) {
        int depth = (int) Math.min(found, exact.isEmpty() ? k : depth(k, ef));
        int count = 0;
        reserve(depth);
        for (int i = 0; i < found && count < depth; i++) {
            int ordinal = walk.ordinal(i);
            if (ordinal >= 0) {
                raws[count] = walk.raw(i);
                survivors[count++] = ordinal;
            }
        }
        if (exact.isPresent()) {
            rescore(exact.get(), query, count);
        }
        var hits = new ArrayList<Hit>(Math.min(k, count));
        for (int i = 0; i < count && hits.size() < k; i++) {
            hits.add(new Hit(graph.nodes().id(survivors[i]), similarity.score(raws[i])));
        }
        return hits;
    }

    /// Compares the query with all rows.
    List<Hit> searchExact(float[] query, int k) {
        return steady(() -> Optional.of(compareWithAll(query, k)));
    }

    /// The ids of all rows, in no order.
    long[] ids() {
        return steady(() -> {
            var live = graph.live();
            var ids = LongStream.builder();
            for (int node = live.next(0); node < live.length(); node = live.next(node + 1)) {
                ids.add(graph.nodes().id(node));
            }
            return Optional.of(ids.build().toArray());
        });
    }

    private List<Hit> compareWithAll(float[] query, int k) {
        var full = exact.orElse(scorer);
        full.prepare(query);
        int size = full.size();
        if (size == 0) {
            return List.of();
        }
        var live = graph.live();
        var best = new TopK(Math.min(k, size));
        reserve(BLOCK);
        for (int node = live.next(0); node < size; ) {
            int count = 0;
            for (; node < size && count < BLOCK; node = live.next(node + 1)) {
                survivors[count++] = node;
            }
            full.score(survivors, count, raws);
            for (int i = 0; i < count; i++) {
                // NaN is the worst value there is, as it is in a beam.
                best.offer(survivors[i], Float.isNaN(raws[i]) ? Float.NEGATIVE_INFINITY : raws[i]);
            }
        }
        var hits = new ArrayList<Hit>(best.size());
        while (best.size() > 0) {
            float raw = best.worst();
            hits.add(new Hit(graph.nodes().id(best.removeWorst()), similarity.score(raw)));
        }
        return hits.reversed();
    }

    /// How many survivors are compared in full precision: more for coarser codes, and more for a
    /// wider beam, since whoever asks for that wants to miss none.
    private long depth(long k, int ef) {
        return switch (rows.walked().codec().encoding()) {
            case FLOAT32, BFLOAT16, INT8 -> k + Math.max(k / 2, ef / 8);
            case INT4 -> k + Math.max(2 * k, ef / 4);
            case BINARY -> k + Math.max(9 * k, ef / 2);
        };
    }

    private void reserve(int count) {
        if (count > survivors.length) {
            survivors = new int[count];
            raws = new float[count];
        }
    }

    /// Compares the survivors with the query and sorts them anew: by insertion, since they are
    /// nearly sorted.
    private void rescore(Scorer full, float[] query, int count) {
        full.prepare(query);
        full.score(survivors, count, raws);
        for (int i = 0; i < count; i++) {
            int ordinal = survivors[i];
            // NaN is the worst value there is, as it is in a beam.
            float raw = Float.isNaN(raws[i]) ? Float.NEGATIVE_INFINITY : raws[i];
            int at = i;
            for (; at > 0 && raws[at - 1] < raw; at--) {
                survivors[at] = survivors[at - 1];
                raws[at] = raws[at - 1];
            }
            survivors[at] = ordinal;
            raws[at] = raw;
        }
    }
}
