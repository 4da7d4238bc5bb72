package dev.lanes.search.evaluation;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Queries that people judged the answers of, to be put to retrievers one after the other.
///
/// ```java
/// EvaluationTask task = EvaluationTask.of(BeirFolder.open(folder), "test", Metric.DEFAULTS);
/// EvaluationReport report =
///         task.evaluate(Map.of("bm25", text -> search(text, task.depth())), EvaluationProgress.NONE);
/// System.out.print(report.table());
/// ```
///
/// A retriever is a function: the text of a query in, ids with scores out, at least [#depth()] of
/// them where there are as many. They are ranked by their scores in [ScoredId#TREC_ORDER], ties
/// included, so that trec_eval gives the same values for the run file of the answers.
///
/// @param dataset its name, for reports
/// @param queries texts by id; at least those that are judged, and only those are asked
/// @param judgements of the answers
/// @param metrics at least one, none twice
public record EvaluationTask(
        String dataset, Map<String, String> queries, Judgements judgements, List<Metric> metrics) {
    /// Checks that every judged query has a text.
    public EvaluationTask {
        requireNonNull(dataset, "dataset");
        metrics = List.copyOf(metrics);
        Map<String, String> judged = new LinkedHashMap<>();
        for (String query : judgements.queries()) {
            String text = queries.get(query);
            if (text == null) {
                throw new IllegalArgumentException(
                        "queries must have every judged one but lack \"%s\"".formatted(query));
            }
            judged.put(query, text);
        }
        if (judged.isEmpty()) {
            throw new IllegalArgumentException("judged queries must be at least 1 but were 0");
        }
        queries = Collections.unmodifiableMap(judged);
        Evaluation.of(judgements, Map.of(), metrics);
    }

    /// The queries of a split of a data set.
    ///
    /// @throws IOException when a file is missing or damaged
    public static EvaluationTask of(BeirFolder folder, String split, List<Metric> metrics)
            throws IOException {
        Judgements judgements = folder.judgements(split);
        return new EvaluationTask(folder.name(), folder.queries(judgements), judgements, metrics);
    }

    /// How many documents a retriever must find for the metrics to see all that they look at.
    public int depth() {
        return Metric.depth(metrics);
    }

    /// Asks several retrievers, one after the other, in the order of the map.
    ///
    /// @param retrievers by the names that reports give them, such as their SPECs
    public EvaluationReport evaluate(
            Map<String, Function<String, List<ScoredId>>> retrievers, EvaluationProgress progress) {
        List<RetrieverEvaluation> evaluations = new ArrayList<>();
        retrievers.forEach(
                (name, retriever) -> evaluations.add(evaluate(name, retriever, progress)));
        return new EvaluationReport(evaluations);
    }

    /// Asks one retriever every query, one at a time, on this thread.
    ///
    /// @param name what reports call it
    /// @throws IllegalArgumentException when it finds a document twice for one query
    public RetrieverEvaluation evaluate(
            String name, Function<String, List<ScoredId>> retriever, EvaluationProgress progress) {
        requireNonNull(progress, "progress");
        Map<String, List<ScoredId>> found = new LinkedHashMap<>();
        var nanos = new long[queries.size()];
        queries.forEach((id, text) -> {
            long begin = System.nanoTime();
            List<ScoredId> hits = retriever.apply(text);
            nanos[found.size()] = System.nanoTime() - begin;
            found.put(id, hits);
            progress.answered(name, found.size(), queries.size());
        });
        Arrays.sort(nanos);
        var run = new TrecRun(name.replaceAll("\\s+", "_"), found);
        return new RetrieverEvaluation(
                name,
                dataset,
                Evaluation.of(judgements, run.rankings(), metrics),
                run,
                nanos[(nanos.length - 1) / 2] / 1e3);
    }
}
