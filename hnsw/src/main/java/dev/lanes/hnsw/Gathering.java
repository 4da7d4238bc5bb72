package dev.lanes.hnsw;

import dev.lanes.hnsw.Explanation.Ending;
import dev.lanes.kernels.GraphWalk;
import dev.lanes.kernels.GraphWalk.Acceptance;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.TopK;
import java.util.Optional;

/// Finds candidates for one query after the other, by a walk or by a scan, on the rows that the
/// graph is walked on. For one thread.
final class Gathering {
    /// Rows that a scan scores at once.
    private static final int BLOCK = 128;

    /// Links that are looked at to see how many rows pass around the query.
    private static final int SAMPLE = 256;

    private final Graph graph;
    private final Scorer scorer;
    private final GraphWalk walk;
    private final int[] links;
    private final int[] further;
    private final int[] block = new int[BLOCK];
    private final float[] raws = new float[BLOCK];

    private Optional<PassingRows.Moment> passing = Optional.empty();
    private boolean acceptsAll;
    private Allowance allowance = new Allowance(Budget.unlimited());
    private Graph.Entry entry = Graph.EMPTY;
    private Regime regime = Regime.PLAIN;
    private String reason = "";

    /// Before the last walk began.
    private long distances;

    private long expanded;
    private int scanned;

    Gathering(Graph graph, Scorer scorer, GraphWalk walk) {
        this.graph = graph;
        this.scorer = scorer;
        this.walk = walk;
        this.links = new int[graph.degree(0)];
        this.further = new int[graph.degree(0)];
    }

    /// Begins with a query.
    ///
    /// @param rows those that pass, if there is a filter
    /// @param all without a filter, whether all nodes are results
    void begin(float[] query, Optional<PassingRows.Moment> rows, boolean all, Allowance ofSearch) {
        passing = rows;
        acceptsAll = all;
        allowance = ofSearch;
        entry = graph.entry();
        scorer.prepare(query);
        regime = Regime.PLAIN;
        reason = "there is no filter";
        distances = 0;
        expanded = 0;
        scanned = 0;
    }

    boolean isSpent() {
        return allowance.ending() != Ending.COMPLETE;
    }

    Regime regime() {
        return regime;
    }

    String reason() {
        return reason;
    }

    long distances() {
        return distances;
    }

    /// How many rows the last scan compared, if there was one.
    int scanned() {
        return scanned;
    }

    long expanded() {
        return expanded;
    }

    /// Gathers candidates.
    ///
    /// @param least how many the search wants
    /// @param ef how many the beam of a walk holds, at least `least`
    /// @param most how many are taken from it
    /// @param found receives them, best first
    /// @return whether there may be more of them in a wider beam
    boolean gather(int least, int ef, int most, Found found) {
        found.clear();
        if (entry.equals(Graph.EMPTY) || scorer.size() == 0) {
            return false;
        }
        int width = Math.min(ef, scorer.size());
        if (passing.isPresent()) {
            int wanted = Math.min(least, width);
            int kept = most == Integer.MAX_VALUE ? width : most;
            return gatherPassing(passing.get(), wanted, width, kept, found);
        }
        int live = graph.liveCount();
        if (most == Integer.MAX_VALUE
                && RegimeChoice.isScanCheaper(live, width, graph.settings())) {
            regime = Regime.EXACT;
            reason = "so many candidates are found faster by a scan";
            return scan(new PassingRows.Moment(graph.live(), Math.max(1, live)), width, found);
        }
        descend();
        if (acceptsAll) {
            walk.acceptAll();
        } else {
            walk.accept(graph.live(), Acceptance.MARKED);
        }
        run(width, acceptsAll ? width : graph.capacity(width), Integer.MAX_VALUE);
        found.take(walk, most);
        return live > width;
    }

    private void descend() {
        walk.prepare(graph.upperLists());
        walk.descend(entry.ordinal(), entry.level(), 0);
    }

    /// Walks until it is done.
    ///
    /// @param limit distances after which it is given up
    /// @return whether it was not given up
    private boolean run(int ef, int capacity, int limit) {
        walk.start(0, ef, Math.min(capacity, scorer.size()));
        boolean kept = true;
        while (kept && walk.run(step(limit))) {
            if (allowance.isSpent(distances + walk.distances())) {
                break;
            }
            kept = walk.distances() < limit;
        }
        distances += walk.distances();
        expanded += walk.expanded();
        return kept;
    }

    private int step(int limit) {
        int left = Math.max(1, limit - walk.distances());
        return Math.min(left, allowance.step(distances + walk.distances()));
    }

    private boolean gatherPassing(
            PassingRows.Moment rows, int least, int ef, int most, Found found) {
        if (rows.count() == 0) {
            regime = Regime.EXACT;
            reason = "no row passes";
            return false;
        }
        var choice = RegimeChoice.scan("a scan of the rows that pass takes less than any walk");
        if (!RegimeChoice.isScanCheaper(rows.count(), ef, graph.settings())) {
            descend();
            int live = Math.max(rows.count(), graph.liveCount());
            var known =
                    new RegimeChoice.Case(
                            live, rows.count(), localShare(rows, live), graph.settings().m());
            choice = RegimeChoice.of(known, least, ef);
        }
        regime = choice.regime();
        reason = choice.reason();
        if (regime != Regime.EXACT) {
            walk.accept(
                    rows.bits(),
                    regime == Regime.TWO_HOP ? Acceptance.MARKED_ONLY : Acceptance.MARKED);
            int patience = RegimeChoice.patience(rows.count());
            boolean kept = run(choice.ef(), choice.capacity(), patience);
            found.take(walk, Integer.MAX_VALUE);
            if (isSpent()) {
                return false;
            }
            if (!kept) {
                reason = "the walk took more distances than a scan; " + reason;
            } else if (found.size() < least) {
                reason = "the walk found %d rows; ".formatted(found.size()) + reason;
            } else {
                return true;
            }
            regime = Regime.EXACT;
        }
        return scan(rows, most, found);
    }

    /// The share that passes among some rows close to where the descent ended.
    private double localShare(PassingRows.Moment rows, int live) {
        double share = (double) rows.count() / live;
        int sample = share > .5 ? SAMPLE / 4 : SAMPLE;
        int count = graph.links(walk.node(), 0, links);
        int seen = 0;
        int passed = 0;
        for (int i = -1; i < count && seen < sample; i++) {
            int node = i < 0 ? walk.node() : links[i];
            int more = isThere(node) ? graph.links(node, 0, further) : 0;
            seen += more;
            for (int j = 0; j < more; j++) {
                passed += isThere(further[j]) && rows.bits().get(further[j]) ? 1 : 0;
            }
        }
        // As if a few more had been seen that are like all: none is no proof.
        return (passed + 4 * share) / (seen + 4);
    }

    private boolean isThere(int link) {
        return Integer.compareUnsigned(link, scorer.size()) < 0;
    }

    /// Compares the query with all rows that pass.
    ///
    /// @return whether there are more than were taken
    private boolean scan(PassingRows.Moment rows, int most, Found found) {
        var bits = rows.bits();
        int end = Math.min(bits.length(), scorer.size());
        scanned = 0;
        var best = new TopK(Math.min(most, rows.count()));
        for (int node = bits.next(0); node < end; ) {
            int count = 0;
            for (; node < end && count < BLOCK; node = bits.next(node + 1)) {
                block[count++] = node;
            }
            scorer.score(block, count, raws);
            distances += count;
            scanned += count;
            for (int i = 0; i < count; i++) {
                // NaN is the worst value there is, as it is in a beam.
                float raw = Float.isNaN(raws[i]) ? Float.NEGATIVE_INFINITY : raws[i];
                if (raw >= best.threshold()) {
                    best.offer(block[i], raw);
                }
            }
            if (node < end && allowance.isSpent(distances)) {
                break;
            }
        }
        found.take(best);
        return rows.count() > most;
    }
}
