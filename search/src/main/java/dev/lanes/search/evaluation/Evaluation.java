package dev.lanes.search.evaluation;

import dev.lanes.search.Document;
import dev.lanes.search.InvalidDocumentException;
import dev.lanes.search.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// How good a system's rankings are on average over all judged queries.
///
/// ```java
/// Judgements judgements = Judgements.read(folder.resolve("qrels/test.tsv"));
/// Evaluation result = Evaluation.run(judgements, folder.resolve("queries.jsonl.gz"), 10,
///         text -> collection.search(SearchRequest.of(text, 10).exact()).ids());
/// ```
///
/// @param queries how many queries were averaged over
/// @param k how far down the rankings were looked at
/// @param ndcg mean of [Measures#ndcg(List, Map, int)]
/// @param recall mean of [Measures#recall(List, Map, int)]
/// @param map mean of [Measures#averagePrecision(List, Map, int)]
public record Evaluation(int queries, int k, double ndcg, double recall, double map) {
    /// Rates rankings.
    ///
    /// @param rankings query id → document ids, best first; a judged query that is not there counts
    ///   as one that found nothing, and one without judgements does not count
    public static Evaluation of(Judgements judgements, Map<String, List<String>> rankings, int k) {
        return average(judgements, k, query -> rankings.getOrDefault(query, List.of()));
    }

    /// Puts the queries of a file to a system and rates its answers.
    ///
    /// @param queries JSON lines with the fields `_id` and `text`, as BEIR has them, plain or
    ///   gzipped; those without judgements are not asked
    /// @param ranker gives the ids of the documents for a query's text, best first
    /// @throws IOException when the file cannot be read or lacks a judged query
    public static Evaluation run(
            Judgements judgements, Path queries, int k, Function<String, List<String>> ranker)
            throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonLines lines = JsonLines.open(queries)) {
            for (Document line : lines) {
                texts.put(field(line, "_id", queries), field(line, "text", queries));
            }
        }
        for (String query : judgements.queries()) {
            if (!texts.containsKey(query)) {
                throw new IOException(
                        "%s must have every judged query but lacks \"%s\""
                                .formatted(queries, query));
            }
        }
        return average(judgements, k, query -> ranker.apply(texts.get(query)));
    }

    private static Evaluation average(
            Judgements judgements, int k, Function<String, List<String>> ranker) {
        double ndcg = 0;
        double recall = 0;
        double map = 0;
        for (String query : judgements.queries()) {
            List<String> ranking = ranker.apply(query);
            Map<String, Integer> judged = judgements.of(query);
            ndcg += Measures.ndcg(ranking, judged, k);
            recall += Measures.recall(ranking, judged, k);
            map += Measures.averagePrecision(ranking, judged, k);
        }
        int n = judgements.queries().size();
        int divisor = Math.max(1, n);
        return new Evaluation(n, k, ndcg / divisor, recall / divisor, map / divisor);
    }

    private static String field(Document query, String field, Path file) {
        return query.text(field)
                .orElseThrow(() ->
                        new InvalidDocumentException(
                                "%s: the query %s must have the text field \"%s\""
                                        .formatted(file, query.json(), field)));
    }

    /// One line: "nDCG@10 0.6451, MAP@10 0.5959, recall@10 0.7833 over 300 queries".
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "nDCG@%1$d %2$.4f, MAP@%1$d %3$.4f, recall@%1$d %4$.4f over %5$d queries",
                k,
                ndcg,
                map,
                recall,
                queries);
    }
}
