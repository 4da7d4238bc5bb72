package dev.lanes.hnsw;

import dev.lanes.hnsw.Explanation.Ending;
import dev.lanes.kernels.GraphWalk;
import dev.lanes.kernels.GraphWalk.Acceptance;
import dev.lanes.kernels.Scorer;
import java.util.Optional;

/// Finds candidates for one query after the other, by a walk or by a scan, on the rows that the
/// graph is walked on. For one thread.
final class Gathering {
    /// So few rows are compared in full precision at once, which takes less than two queries to be
    /// prepared and codes to be compared before.
    private static final int FEW = 96;

    /// Links that are looked at to see how many rows pass around the query.
    private static final int SAMPLE = 256;

    private final Graph graph;
    private final Scorer scorer;
    private final GraphWalk walk;
    private final int[] links;
    private final int[] further;
    private final Scan scan = new Scan();
    private final Optional<Scorer> full;

    private Optional<PassingRows.Moment> passing = Optional.empty();

    /// Has the query.
    private Scorer scanning;

    private boolean isFew;

    private boolean acceptsAll;
    private Allowance allowance = new Allowance(Budget.unlimited());
    private Graph.Entry entry = Graph.EMPTY;
    private Regime regime = Regime.PLAIN;
    private String reason = "";

    /// Before the last walk began.
    private long distances;

    private long expanded;
    private int scanned;

    /// @param scorer compares the rows that the graph is walked on
    /// @param full compares them in full precision, where that is another scorer
    Gathering(Graph graph, Scorer scorer, Optional<Scorer> full, GraphWalk walk) {
        this.graph = graph;
        this.scorer = scorer;
        this.full = full;
        this.scanning = scorer;
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
        isFew = full.isPresent() && rows.isPresent() && rows.get().count() <= FEW;
        scanning = isFew ? full.get() : scorer;
        scanning.prepare(query);
        regime = Regime.PLAIN;
        reason = "there is no filter";
        distances = 0;
        expanded = 0;
        scanned = 0;
    }

    /// Whether candidates are compared in full precision, although the graph is walked on codes.
    boolean isExact() {
        return isFew;
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
        if (entry.equals(Graph.EMPTY) || scanning.size() == 0) {
            return false;
        }
        int width = Math.min(ef, scanning.size());
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
            scan(Scan.of(graph.live(), scorer.size()), Math.min(width, Math.max(1, live)), found);
            return live > width;
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
        if (!isExact() && !RegimeChoice.isScanCheaper(rows.count(), ef, graph.settings())) {
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
        scan(rows.source(scanning.size()), Math.min(most, rows.count()), found);
        return rows.count() > most;
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

    /// Compares the query with all rows.
    private void scan(Scan.Source rows, int most, Found found) {
        long before = distances;
        found.take(scan.best(scanning, rows, most, count -> allowance.isSpent(before + count)));
        scanned = scan.scanned();
        distances += scanned;
    }
}
