package dev.lanes.jmh.references;

import dev.lanes.jmh.bm25.TextDataSet;
import dev.lanes.search.evaluation.BeirFolder;
import dev.lanes.search.evaluation.BeirPassage;
import dev.lanes.search.evaluation.Evaluation;
import dev.lanes.search.evaluation.Judgements;
import dev.lanes.search.evaluation.Ranking;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        BeirFolder folder = BeirFolder.open(TextDataSet.SCIFACT.folder());
        List<String> ids = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        try (Stream<BeirPassage> corpus = folder.corpus()) {
            corpus.forEach(passage -> {
                ids.add(passage.id());
                titles.add(passage.title());
                bodies.add(passage.text());
            });
        }
        Judgements judgements = folder.judgements("test");
        return new SciFact(ids, titles, bodies, folder.queries(judgements), judgements);
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
        Map<String, Ranking> rankings = new HashMap<>();
        queries.forEach((id, query) -> rankings.put(id, Ranking.of(best(scores.of(query)))));
        return Evaluation.of(
                judgements, rankings, List.of(Reference.NDCG, Reference.MAP, Reference.RECALL));
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
