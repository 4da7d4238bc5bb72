package dev.lanes.jmh.filters;

import dev.lanes.hnsw.HnswIndex;
import dev.lanes.hnsw.Recall;
import dev.lanes.hnsw.RowFilter;
import dev.lanes.hnsw.SearchSettings;
import dev.lanes.jmh.filters.FilterFigure.PostFiltered;
import dev.lanes.jmh.filters.FilterFigure.Result;
import dev.lanes.jmh.measure.FilledIndex;
import dev.lanes.jmh.measure.HitRecall;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.QueryTimes;
import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Measures filters that pass rows at random, and filters that keep off the queries.
public final class FilterBenchmark {
    private final FilterTask task;
    private final Progress progress;

    public FilterBenchmark(FilterTask task, Progress progress) {
        this.task = task;
        this.progress = progress;
    }

    /// Runs it.
    ///
    /// @return by kind of filter, and within it by share in the order of the task
    public List<FilterFigure> run() {
        List<FilterFigure> figures = new ArrayList<>();
        try (HnswIndex index = FilledIndex.of(task.base().rows(), task.settings(), progress);
                FlatRows flat = new FlatRows(task.base(), task.settings().similarity())) {
            List<PassingSet> filters = new ArrayList<>();
            task.passing().forEach(percent -> filters.add(PassingSet.random(task, percent)));
            task.passing().forEach(percent -> filters.add(PassingSet.far(task, percent)));
            // All kinds of searches first: the JIT compiler is to see what it will see.
            progress.say("warming up");
            filters.forEach(rows ->
                    new QueryTimes(rows.queries(), task.rounds())
                            .warmUp(query -> index.search(query, settings(rows)).hits()));
            filters.forEach(rows -> figures.add(measure(index, flat, rows)));
        }
        return figures;
    }

    private FilterFigure measure(HnswIndex index, FlatRows flat, PassingSet rows) {
        progress.say("%s, %s %% pass".formatted(rows.name(), rows.percent()));
        FilterTask.Goal goal = task.goal();
        SearchSettings settings = settings(rows);
        Function<float[], List<Hit>> ours = query -> index.search(query, settings).hits();
        Function<float[], List<Hit>> exact = query -> flat.exact(query, rows.ordinals(), goal.k());
        Function<float[], List<Hit>> coded = query -> flat.coded(query, rows.ordinals(), goal.k());
        HitRecall recall = new HitRecall(rows.queries(), exact);
        QueryTimes times = new QueryTimes(rows.queries(), task.rounds());
        double scanMicros = times.micros(List.of(exact))[0];
        List<PostFilter> others = PostFilter.candidates(index, rows, recall, goal, scanMicros);
        List<Function<float[], List<Hit>>> searches = new ArrayList<>();
        searches.add(ours);
        searches.add(exact);
        searches.add(coded);
        others.forEach(other -> searches.add(other::search));
        double[] micros = times.micros(searches);
        Optional<PostFiltered> fastest =
                IntStream.range(0, others.size())
                        .mapToObj(i ->
                                new PostFiltered(
                                        others.get(i).efSearch(),
                                        new Result(
                                                recall.of(others.get(i)::search), micros[3 + i])))
                        .min(Comparator.comparingDouble(other -> other.result().micros()));
        float[] first = rows.queries().getFirst();
        return new FilterFigure(
                rows.name(),
                rows.percent(),
                index.search(first, settings).explanation().regime().name(),
                new Result(recall.of(ours), micros[0]),
                micros[1],
                new Result(recall.of(coded), micros[2]),
                fastest);
    }

    private SearchSettings settings(PassingSet rows) {
        return SearchSettings.of(task.goal().k(), Recall.atLeast(task.goal().recall()))
                .withFilter(RowFilter.of(rows.ids()));
    }
}
