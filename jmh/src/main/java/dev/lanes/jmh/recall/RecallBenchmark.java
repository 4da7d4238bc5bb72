package dev.lanes.jmh.recall;

import dev.lanes.hnsw.HnswIndex;
import dev.lanes.hnsw.Recall;
import dev.lanes.jmh.measure.FilledIndex;
import dev.lanes.jmh.measure.HitRecall;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.QueryTimes;
import dev.lanes.jmh.measure.SmallestWidth;
import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Measures an index, then the same after rows were replaced: rows at random, and those that were
/// added first in the order of their ids.
public final class RecallBenchmark {
    private static final long SEED = 11;

    private final RecallTask task;
    private final Progress progress;

    public RecallBenchmark(RecallTask task, Progress progress) {
        this.task = task;
        this.progress = progress;
    }

    /// Runs it.
    ///
    /// @return by state of the index, and within it by recall in the order of the task
    public List<RecallFigure> run() {
        List<Integer> ids = new ArrayList<>(IntStream.range(0, task.rows()).boxed().toList());
        List<RecallFigure> figures = new ArrayList<>();
        try (HnswIndex index = build()) {
            figures.addAll(measure("fresh", index));
        }
        if (task.replaced() > 0) {
            figures.addAll(churned("sequential churn", ids));
            Collections.shuffle(ids, new Random(SEED));
            figures.addAll(churned("random churn", ids));
        }
        return figures;
    }

    private HnswIndex build() {
        return FilledIndex.of(
                task.base().rows().subList(0, task.rows()), task.settings(), progress);
    }

    /// Each kind of churn begins with an index of its own, calibrated before it changes.
    private List<RecallFigure> churned(String state, List<Integer> ids) {
        try (HnswIndex index = build()) {
            index.calibrate();
            progress.start(state, "rows", task.replaced());
            for (int i = 0; i < task.replaced(); i++) {
                index.upsert(ids.get(i), task.base().rows().get(task.rows() + i));
                progress.done(i + 1);
            }
            return measure(state, index);
        }
    }

    private List<RecallFigure> measure(String state, HnswIndex index) {
        progress.say("searching, " + state);
        List<float[]> queries = task.queries().rows();
        HitRecall recall = new HitRecall(queries, query -> index.searchExact(query, task.k()));
        List<RecallFigure> figures = new ArrayList<>();
        for (double goal : task.goals().recalls()) {
            figures.add(measure(state, index, recall, goal));
        }
        return figures;
    }

    private RecallFigure measure(String state, HnswIndex index, HitRecall recall, double goal) {
        Recall asked = Recall.atLeast(goal);
        Function<float[], List<Hit>> ours = query -> index.search(query, task.k(), asked);
        // The first search may calibrate the index.
        double reached = recall.of(ours);
        var width =
                SmallestWidth.of(
                        task.k(),
                        efSearch -> recall.of(with(index, efSearch)) >= goal,
                        efSearch -> efSearch >= index.size());
        List<Function<float[], List<Hit>>> searches = new ArrayList<>(List.of(ours));
        width.ifPresent(efSearch -> searches.add(with(index, efSearch)));
        double[] micros = new QueryTimes(task.queries().rows(), task.rounds()).micros(searches);
        OptionalDouble other =
                width.isPresent() ? OptionalDouble.of(micros[1]) : OptionalDouble.empty();
        return new RecallFigure(state, goal, reached, micros[0], width, other);
    }

    private Function<float[], List<Hit>> with(HnswIndex index, int efSearch) {
        return query -> index.search(query, task.k(), efSearch);
    }
}
