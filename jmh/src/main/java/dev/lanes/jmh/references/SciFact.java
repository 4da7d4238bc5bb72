package dev.lanes.jmh.references;

import dev.lanes.jmh.bm25.TextDataSet;
import dev.lanes.search.Document;
import dev.lanes.search.JsonLines;
import dev.lanes.search.evaluation.Evaluation;
import dev.lanes.search.evaluation.Judgements;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// BEIR's SciFact: texts, the queries of the test, and who is relevant for whom.
///
/// @param ids of the documents
/// @param titles of the documents
/// @param bodies their texts
/// @param queries texts of the test's queries by id
/// @param judgements of them
record SciFact(
        List<String> ids,
        List<String> titles,
        List<String> bodies,
        Map<String, String> queries,
        Judgements judgements) {
    /// How far down rankings are rated.
    private static final int K = 10;

    static SciFact read() throws IOException {
        Path folder = TextDataSet.SCIFACT.folder();
        List<String> ids = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(folder.resolve("corpus.jsonl.gz"))) {
            for (Document line : lines) {
                ids.add(line.text("_id").orElseThrow());
                titles.add(line.text("title").orElse(""));
                bodies.add(line.text("text").orElse(""));
            }
        }
        Judgements judgements = Judgements.read(folder.resolve("qrels").resolve("test.tsv"));
        Map<String, String> queries = new LinkedHashMap<>();
        try (JsonLines lines = JsonLines.open(folder.resolve("queries.jsonl.gz"))) {
            for (Document line : lines) {
                String id = line.text("_id").orElseThrow();
                if (judgements.queries().contains(id)) {
                    queries.put(id, line.text("text").orElse(""));
                }
            }
        }
        return new SciFact(ids, titles, bodies, queries, judgements);
    }

    /// Title and text of each document, as one.
    List<String> texts() {
        return IntStream.range(0, ids.size())
                .mapToObj(document -> titles.get(document) + " " + bodies.get(document))
                .toList();
    }

    /// Title and text of a document.
    Map<String, String> fields(int document) {
        return Map.of("title", titles.get(document), "text", bodies.get(document));
    }

    /// What a cross-encoder reads of a document.
    String passage(int document) {
        return titles.get(document) + ". " + bodies.get(document);
    }

    /// Scores every document for a query.
    @FunctionalInterface
    interface Scores {
        /// Larger is better, by place of the document.
        float[] of(String query);
    }

    /// Ranks all documents for all queries and rates that.
    Evaluation rate(Scores scores) {
        Map<String, List<String>> rankings = new HashMap<>();
        queries.forEach((id, query) -> rankings.put(id, best(scores.of(query))));
        return Evaluation.of(judgements, rankings, K);
    }

    private List<String> best(float[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .limit(K)
                .map(ids::get)
                .toList();
    }
}
