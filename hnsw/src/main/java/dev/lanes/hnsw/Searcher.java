package dev.lanes.hnsw;

import dev.lanes.kernels.GraphWalk;
import dev.lanes.kernels.Scorer;
import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// One search at a time, with memory that is kept from search to search: candidates gathered on the
/// form of the rows that is made for it, then the best of them compared in full precision. For the
/// form that the rows had when it was made.
final class Searcher {
    /// So often a search is made again before it holds up replacements.
    private static final int ATTEMPTS = 3;

    /// Of rows that were scanned, so many times the mean (as the root of the product) of their
    /// number and of those wanted is compared in full precision. They may all be far from the
    /// query, where codes tell them apart less well; the longer the scan, the more so, and the less
    /// it costs beside it.
    private static final double SCAN_DEPTH = .4;

    /// What a search is asked for.
    ///
    /// @param goal what is wanted of the candidates
    /// @param ef how many candidates a beam holds
    /// @param rescored how many are compared in full precision
    /// @param budget how much it may take
    /// @param passing the rows that pass, if there is a filter
    record Order(
            Goal goal,
            int ef,
            OptionalInt rescored,
            Budget budget,
            Optional<PassingRows> passing) {}

    private final Graph graph;
    private final StoredRows rows;
    private final Similarity similarity;
    private final Scorer scorer;
    private final Gathering gathering;

    /// Compares in full precision, where the walk does not.
    private final Optional<Scorer> exact;

    private final Found found = new Found();
    private final Scan scan = new Scan();

    Searcher(Graph graph) {
        this(graph, graph::walk);
    }

    /// With a walk of another kind.
    Searcher(Graph graph, Function<Scorer, GraphWalk> walks) {
        this.graph = graph;
        this.rows = graph.rows();
        this.similarity = rows.walked().format().similarity();
        this.scorer = rows.walked().scorer();
        this.exact = rows.full().map(matrix -> matrix.scorer());
        this.gathering = new Gathering(graph, scorer, exact, walks.apply(scorer));
    }

    StoredRows rows() {
        return rows;
    }

    /// The rows that an order is for.
    SearchResult search(float[] query, Order order) {
        var allowance = new Allowance(order.budget);
        return steady(() -> {
            long changes = graph.changes().count();
            int replacements = graph.replacements();
            boolean all = graph.acceptsAll();
            var passing = order.passing.map(rows -> rows.now(graph));
            allowance.begin();
            gathering.begin(query, passing, all, allowance);
            long distances = gather(query, order, passing.map(PassingRows.Moment::count).orElse(0));
            // Among all nodes may be one now that has yet to replace another one.
            if (all && graph.replacements() != replacements) {
                return Optional.empty();
            }
            return hits(order.goal.looksAt(), changes)
                    .map(order.goal::choose)
                    .map(hits ->
                            new SearchResult(hits, explanation(passing, distances, allowance)));
        });
    }

    private Explanation explanation(
            Optional<PassingRows.Moment> passing, long distances, Allowance allowance) {
        return new Explanation(
                gathering.regime(),
                gathering.reason(),
                passing.map(PassingRows.Moment::count).orElseGet(graph::liveCount),
                new Explanation.Work(distances, gathering.expanded()),
                allowance.ending());
    }

    /// Reads while no row is replaced: otherwise both rows of one id may be met, or none. Like
    /// other optimistic readers, it reads again when that went wrong, and waits after some times
    /// only: microseconds, until the row is replaced.
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

    /// Gathers candidates, in wider and wider beams until the goal is reached, and compares the
    /// best of them in full precision.
    ///
    /// @param passing how many rows pass, if there is a filter
    /// @return how many distances it took
    private long gather(float[] query, Order order, int passing) {
        var goal = order.goal;
        int size = rows.walked().size();
        int least = Math.min(goal.least(), size);
        int ef = Math.max(least, Math.min(order.ef, size));
        int slack = ef - least;
        int depth = depth(least, ef, order, passing);
        boolean isMore = gathering.gather(least, ef, goal.most(depth), found);
        int reach = Math.min(goal.reach(found, graph), size);
        while (isMore && reach + slack > ef && !gathering.isSpent()) {
            // Where it is not known how many are wanted, twice as many.
            ef = Math.min(size, reach < found.size() ? reach + slack : 2 * ef);
            isMore = gathering.gather(Math.min(reach, ef), ef, Integer.MAX_VALUE, found);
            reach = Math.min(goal.reach(found, graph), size);
        }
        found.cut(depth(reach, ef, order, gathering.scanned()));
        long distances = gathering.distances();
        if (exact.isPresent() && !gathering.isExact()) {
            found.rescore(exact.get(), query);
            distances += found.size();
        }
        return distances;
    }

    /// How many candidates are compared in full precision.
    ///
    /// @param scanned how many rows are scanned, if they are
    private int depth(int reach, int ef, Order order, int scanned) {
        if (exact.isEmpty() || gathering.isExact()) {
            return order.goal.most(reach);
        }
        long depth = order.rescored.orElse(0);
        if (depth == 0) {
            long far = (long) (SCAN_DEPTH * Math.sqrt((double) reach * scanned));
            depth = Math.max(far, usualDepth(reach, ef));
        }
        depth = Math.max(depth, reach);
        return (int) Math.min(depth * order.goal.rowsEach(), Integer.MAX_VALUE);
    }

    /// More for coarser codes, and more for a wider beam, since whoever asks for that wants to miss
    /// none.
    private long usualDepth(int reach, int ef) {
        return switch (rows.walked().codec().encoding()) {
            case FLOAT32, BFLOAT16, INT8 -> reach + Math.max(reach / 2, ef / 8);
            case INT4 -> reach + Math.max(2L * reach, ef / 4);
            case BINARY -> reach + Math.max(9L * reach, ef / 2);
        };
    }

    /// What was found, best first, unless it has two rows of one id: the id was deleted and added
    /// anew meanwhile.
    ///
    /// @param changes how many there were before the search
    private Optional<List<Hit>> hits(int most, long changes) {
        var hits = new ArrayList<Hit>(Math.min(most, found.size()));
        for (int i = 0; i < found.size() && hits.size() < most; i++) {
            long id = graph.nodes().id(found.ordinal(i));
            hits.add(new Hit(id, similarity.score(found.raw(i))));
        }
        return Optional.<List<Hit>>of(hits)
                .filter(_ -> areDistinct(hits.stream().mapToLong(Hit::id), changes));
    }

    /// Whether no id is there twice; after a reading during which nothing changed, none is.
    private boolean areDistinct(LongStream ids, long changes) {
        if (graph.changes().count() == changes) {
            return true;
        }
        long[] sorted = ids.sorted().toArray();
        return IntStream.range(1, sorted.length).allMatch(i -> sorted[i] != sorted[i - 1]);
    }

    /// Compares the query with all rows.
    List<Hit> searchExact(float[] query, int k) {
        return steady(() -> compareWithAll(query, k));
    }

    /// The ids of all rows, in no order.
    long[] ids() {
        return steady(() -> {
            long changes = graph.changes().count();
            var live = graph.live();
            var ids = LongStream.builder();
            for (int node = live.next(0); node < live.length(); node = live.next(node + 1)) {
                ids.add(graph.nodes().id(node));
            }
            return Optional.of(ids.build().toArray())
                    .filter(all -> areDistinct(LongStream.of(all), changes));
        });
    }

    private Optional<List<Hit>> compareWithAll(float[] query, int k) {
        long changes = graph.changes().count();
        var full = exact.orElse(scorer);
        full.prepare(query);
        int size = full.size();
        if (size == 0) {
            return Optional.of(List.of());
        }
        var rows = Scan.of(graph.live(), size);
        found.take(scan.best(full, rows, Math.min(k, size), _ -> false));
        return hits(k, changes);
    }
}
