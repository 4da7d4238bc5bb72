package dev.lanes.jmh.references;

import dev.lanes.inference.CrossEncoder;
import dev.lanes.inference.EncoderSettings;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.search.evaluation.Evaluation;
import dev.lanes.search.evaluation.Ranking;
import dev.lanes.sparse.text.TextIndex;
import dev.lanes.sparse.text.TextQuery;
import dev.lanes.sparse.text.TextSearchSettings;
import dev.lanes.sparse.text.TextSettings;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The references of rerank-mini. They were measured with passages cut at so many tokens, while an
/// encoder's limit holds for query and passage together, so the limit here is a few tokens higher.
///
/// @param progress hears how far it is
/// @param results takes each reference as soon as it is measured
record Reranking(Progress progress, Consumer<Reference> results) {
    /// Cut otherwise, and by another BM25: not the same rankings.
    private static final double TOLERANCE = .02;

    private static final int MOVIE_TOKENS = 110;
    private static final int ABSTRACT_TOKENS = 325;

    /// How many of BM25's documents are reranked.
    private static final int DEPTH = 50;

    private static final float K1 = .9f;
    private static final float B = .4f;
    private static final int K = 10;

    void run() throws IOException {
        Path model =
                SharedModel.write(
                        "rerank-mini",
                        """
                        "kind": "cross_encoder", "activation": "none", "max_tokens": 512
                        """);
        var settings = EncoderSettings.of();
        try (CrossEncoder encoder =
                CrossEncoder.open(model, settings.withMaxTokens(MOVIE_TOKENS))) {
            movies(encoder);
        }
        try (CrossEncoder encoder =
                CrossEncoder.open(model, settings.withMaxTokens(ABSTRACT_TOKENS))) {
            sciFact(encoder);
        }
    }

    /// How often the first of a query's judged movies is relevant.
    private void movies(CrossEncoder encoder) throws IOException {
        Movies data = Movies.read();
        progress.start("reranking judged movies", "queries", data.queries().size());
        int relevant = 0;
        int done = 0;
        for (Movies.Query query : data.queries()) {
            List<String> ids = List.copyOf(query.grades().keySet());
            List<String> passages = ids.stream().map(data.passages()::get).toList();
            int best = order(encoder.scores(query.text(), passages)).getFirst();
            relevant += query.grades().get(ids.get(best)) > 0 ? 1 : 0;
            progress.done(++done);
        }
        double share = (double) relevant / data.queries().size();
        results.accept(
                new Reference("rerank-mini, judged movies", "first right", share, .863, TOLERANCE));
    }

    /// BM25 alone, and its first documents in another order.
    private void sciFact(CrossEncoder encoder) throws IOException {
        SciFact data = SciFact.read();
        Map<String, Ranking> before = new HashMap<>();
        Map<String, Ranking> after = new HashMap<>();
        progress.start("reranking BM25 on SciFact", "queries", data.queries().size());
        try (TextIndex index = TextIndex.create(TextSettings.of("title", "text").withBm25(K1, B))) {
            for (int i = 0; i < data.texts().size(); i++) {
                index.add(i, data.fields(i));
            }
            data.queries()
                    .forEach((id, query) -> {
                        List<Integer> hits =
                                index
                                        .search(TextQuery.of(query), TextSearchSettings.of(DEPTH))
                                        .stream()
                                        .map(Hit::id)
                                        .map(Long::intValue)
                                        .toList();
                        before.put(id, ranking(data, hits.stream()));
                        List<String> passages = hits.stream().map(data::passage).toList();
                        after.put(
                                id,
                                ranking(
                                        data,
                                        order(encoder.scores(query, passages)).stream()
                                                .map(hits::get)));
                        progress.done(after.size());
                    });
        }
        give("BM25, k1 .9, b .4", data, before, .663);
        give("BM25, 50 reranked by rerank-mini", data, after, .672);
    }

    private void give(
            String retriever, SciFact data, Map<String, Ranking> rankings, double expected) {
        double found =
                Evaluation.of(data.judgements(), rankings, List.of(Reference.NDCG))
                        .mean(Reference.NDCG);
        results.accept(new Reference(retriever, "nDCG@10", found, expected, TOLERANCE));
    }

    private static Ranking ranking(SciFact data, Stream<Integer> documents) {
        return Ranking.of(documents.limit(K).map(data.ids()::get).toList());
    }

    /// Places of scores, the best first.
    private static List<Integer> order(float[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .toList();
    }
}
