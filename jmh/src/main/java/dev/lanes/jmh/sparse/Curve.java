package dev.lanes.jmh.sparse;

import dev.lanes.jmh.data.SparseRows;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.TimedSearch;
import dev.lanes.sparse.SparseIndex;
import dev.lanes.sparse.SparseRow;
import dev.lanes.sparse.SparseSettings;
import dev.lanes.vector.Hit;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Times the exact algorithms of one index in turn, for queries of several lengths: whether the
/// planner's choice has a cliff. All answers are compared with those of the exhaustive algorithm.
public final class Curve {
    private static final List<LanesAlgorithm> ALGORITHMS =
            List.of(
                    LanesAlgorithm.named("exact"),
                    LanesAlgorithm.named("exhaustive"),
                    LanesAlgorithm.named("accumulator"),
                    LanesAlgorithm.named("maxscore"),
                    LanesAlgorithm.named("bmp"));

    private final CurveTask task;
    private final Progress progress;

    /// @param progress hears of the index that is built
    public Curve(CurveTask task, Progress progress) {
        this.task = task;
        this.progress = progress;
    }

    /// Runs the whole task.
    ///
    /// @return by k, within it by length, within it by algorithm
    /// @throws IllegalStateException when two algorithms give different answers
    public List<CurveFigure> run() throws IOException {
        List<CurveFigure> figures = new ArrayList<>();
        try (SparseIndex index = build(task.base())) {
            for (int k : task.ks()) {
                for (int terms : task.terms()) {
                    progress.say("k %d, %d terms".formatted(k, terms));
                    figures.addAll(point(index, k, QueryLengths.of(task.queries().all(), terms)));
                }
            }
        }
        return figures;
    }

    private SparseIndex build(SparseRows rows) {
        progress.start("building", "rows", rows.size());
        return SparseIndex.build(
                IntStream.range(0, rows.size())
                        .mapToObj(row -> {
                            progress.done(row + 1);
                            return new SparseRow(row, rows.row(row));
                        })
                        .iterator(),
                SparseSettings.of());
    }

    private List<CurveFigure> point(SparseIndex index, int k, List<SparseVector> queries)
            throws IOException {
        List<TimedSearch<List<Hit>>> searches =
                ALGORITHMS.stream().map(algorithm -> search(index, algorithm, k, queries)).toList();
        TimedSearch.inTurns(searches, task.rounds());
        double terms = queries.stream().mapToInt(SparseVector::size).average().orElse(0);
        List<CurveFigure> figures = new ArrayList<>();
        for (int i = 0; i < searches.size(); i++) {
            TimedSearch<List<Hit>> search = searches.get(i);
            String label = ALGORITHMS.get(i).label();
            if (!search.answers().equals(searches.getFirst().answers())) {
                throw new IllegalStateException(
                        "%s must find what the others find but did not, k %d, %s terms"
                                .formatted(label, k, terms));
            }
            figures.add(
                    new CurveFigure(label, k, terms, search.processorMicros(), search.micros(99)));
        }
        return figures;
    }

    private TimedSearch<List<Hit>> search(
            SparseIndex index, LanesAlgorithm algorithm, int k, List<SparseVector> queries) {
        return new TimedSearch<>(
                queries.size(),
                task.rounds().count(),
                query -> index.search(queries.get(query), algorithm.settings().withK(k)).hits());
    }
}
