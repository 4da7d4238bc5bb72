package dev.lanes.hnsw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// Knows how wide a beam must be for a recall, from searches for a sample of queries whose closest
/// rows are known. It measures when it is first asked about a k, and again after much change.
/// Thread-safe: one thread measures, others go on with what is known or wait when nothing is.
final class Calibration {
    /// The share of the rows whose addition or deletion makes what was measured old.
    private static final double MUCH = .3;

    /// With so few rows nothing is worth measuring.
    private static final int FEW_ROWS = 64;

    /// The mean of fewer queries says nothing.
    static final int FEWEST_QUERIES = 32;

    private static final int USUAL_K = 10;

    /// What was measured.
    ///
    /// @param changes how many changes of the graph were known, negative for those before it was
    ///   read from a file
    /// @param rows how many rows there were
    /// @param queries of the caller, or none when rows of the index served
    /// @param curves by k
    record Measured(
            long changes, int rows, List<float[]> queries, Map<Integer, RecallCurve> curves) {
        static final Measured NOTHING = new Measured(0, 0, List.of(), Map.of());

        Measured {
            queries = List.copyOf(queries);
            curves = Map.copyOf(curves);
        }

        boolean isEmpty() {
            return curves.isEmpty() && queries.isEmpty();
        }

        private Measured with(RecallCurve curve) {
            var more = new TreeMap<>(curves);
            more.put(curve.k(), curve);
            return new Measured(changes, rows, queries, more);
        }
    }

    private final Graph graph;
    private final ReentrantLock measuring = new ReentrantLock();
    private volatile Measured measured;

    /// @param measured from a file, or [Measured#NOTHING]
    Calibration(Graph graph, Measured measured) {
        this.graph = graph;
        this.measured = measured;
    }

    /// What is known, for a file: its changes count from the moment of the file.
    Measured measured() {
        var now = measured;
        return new Measured(
                now.changes - graph.changes().count(), now.rows, now.queries, now.curves);
    }

    /// How many candidates a search keeps.
    ///
    /// @param searcher is not in a search, and its memory is leased
    int efSearch(Effort effort, int k, Searcher searcher) {
        return switch (effort) {
            case EfSearch(int candidates) -> candidates;
            case Recall(double target) -> efSearch(target, k, searcher);
        };
    }

    private int efSearch(double target, int k, Searcher searcher) {
        if (k >= RecallCurve.WIDEST) {
            return k;
        }
        int like = likeK(k);
        int rows = graph.liveCount();
        if (rows <= Math.max(FEW_ROWS, like + 1)) {
            return Math.max(1, rows);
        }
        var now = measured;
        var curve = Optional.ofNullable(now.curves.get(like));
        boolean isKnown = curve.isPresent() && curve.get().reaches(target);
        if (!isKnown) {
            curve = measure(target, like, searcher);
        } else if (isOld(now) && measuring.tryLock()) {
            try {
                curve = measure(target, like, searcher);
            } finally {
                measuring.unlock();
            }
        }
        // An interrupted search ends soon anyway.
        return curve.map(known -> known.efSearch(target)).orElse(k);
    }

    /// A k for which that of a caller is taken: not smaller, and at most a sixteenth larger.
    private static int likeK(int k) {
        int unit = Math.max(1, Integer.highestOneBit(k) / 16);
        return Math.ceilDiv(k, unit) * unit;
    }

    private boolean isOld(Measured known) {
        return graph.changes().count() - known.changes > MUCH * known.rows;
    }

    /// Measures for a k, unless another thread has done it meanwhile.
    private Optional<RecallCurve> measure(double target, int k, Searcher searcher) {
        measuring.lock();
        try {
            var known = isOld(measured) ? none(measured.queries) : measured;
            var curve = Optional.ofNullable(known.curves.get(k));
            if (curve.isPresent() && curve.get().reaches(target)) {
                return curve;
            }
            var fresh = fresh(target, k, known.queries, searcher);
            if (fresh.isPresent()) {
                measured = known.with(fresh.get());
            }
            return fresh;
        } finally {
            measuring.unlock();
        }
    }

    private Measured none(List<float[]> queries) {
        return new Measured(graph.changes().count(), graph.liveCount(), queries, Map.of());
    }

    /// Measures anew for every k that was asked about.
    ///
    /// @param searcher is not in a search, and its memory is leased
    void measure(Searcher searcher) {
        measuring.lock();
        try {
            measureAll(measured.queries, searcher);
        } finally {
            measuring.unlock();
        }
    }

    /// The same with queries of a caller.
    void measure(List<float[]> queries, Searcher searcher) {
        Objects.requireNonNull(queries, "queries");
        if (queries.size() < FEWEST_QUERIES) {
            throw new IllegalArgumentException(
                    "queries must be at least %d but were %d"
                            .formatted(FEWEST_QUERIES, queries.size()));
        }
        var copies = new ArrayList<float[]>();
        for (var query : RecallSample.thinned(queries)) {
            graph.store().format().check(query);
            copies.add(query.clone());
        }
        measuring.lock();
        try {
            measureAll(copies, searcher);
        } finally {
            measuring.unlock();
        }
    }

    private void measureAll(List<float[]> queries, Searcher searcher) {
        var known = none(queries);
        var ks = new ArrayList<>(measured.curves.keySet());
        if (ks.isEmpty()) {
            ks.add(USUAL_K);
        }
        for (int k : ks) {
            if (known.rows > Math.max(FEW_ROWS, k + 1)) {
                var curve = fresh(0, k, queries, searcher);
                if (curve.isEmpty()) {
                    return;
                }
                known = known.with(curve.get());
            }
        }
        measured = known;
    }

    /// @return nothing when the thread was interrupted
    private Optional<RecallCurve> fresh(
            double target, int k, List<float[]> queries, Searcher searcher) {
        if (!queries.isEmpty()) {
            var sample = RecallSample.ofQueries(graph, searcher, k, queries);
            return new RecallMeasure(sample, searcher, _ -> {}).curve(target);
        }
        var sample = RecallSample.ofRows(graph, searcher, k);
        var rows = graph.rows();
        try (var _ = rows.memory().lease()) {
            var without = new WithoutRow(graph, rows);
            var probe = new Searcher(graph, scorer -> new JavaWalk(without, scorer));
            try (var _ = probe.rows().memory().lease()) {
                return new RecallMeasure(sample, probe, without::leaveOut).curve(target);
            }
        }
    }
}
