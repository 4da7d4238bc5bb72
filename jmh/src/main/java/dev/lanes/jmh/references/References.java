package dev.lanes.jmh.references;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.SparseEncoder;
import dev.lanes.inference.SparseQueries;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.search.evaluation.Evaluation;
import dev.lanes.vector.Pruning;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The references of the data's README, through the public API.
///
/// @param progress hears how far it is
/// @param results takes each reference as soon as it is measured
public record References(Progress progress, Consumer<Reference> results) {
    private static final int ROUNDS = 100;

    /// A dense model, with its prefixes.
    public void dense(String model) throws IOException {
        SciFact data = SciFact.read();
        try (DenseEncoder encoder = DenseEncoder.open(model)) {
            float[][] rows = encode(encoder, data.texts());
            switch (model) {
                case "all-MiniLM-L6-v2" ->
                        give(model, data, dots(rows, encoder::encodeQuery), .6451, .5959, .7833);
                case "e5-small-v2" -> {
                    give(model, data, dots(rows, encoder::encodeQuery), .6875, .6435, .8057);
                    withoutQueryPrefix(rows, data);
                }
                default -> {
                    Evaluation found = data.rate(dots(rows, encoder::encodeQuery));
                    progress.say(model + ": " + found);
                }
            }
        }
    }

    /// The learned sparse encoder, on both sides and on documents only.
    public void sparse() throws IOException {
        SciFact data = SciFact.read();
        Path model =
                SharedModel.write(
                        "sparse-mini",
                        """
                        "kind": "sparse", "activation": "none", "first_term": 999,
                        "max_tokens": 256
                        """);
        var settings = EncoderSettings.of().withPruning(Pruning.absValue(.01));
        try (SparseEncoder encoder = SparseEncoder.open(model, settings);
                SparseQueries queries =
                        SparseQueries.open(
                                SharedModel.tokenizer(model), SharedModel.weights(model))) {
            progress.start("encoding by sparse-mini", "documents", data.ids().size());
            int[] done = {0};
            List<SparseVector> rows =
                    encoder.encodePassages(
                            data.texts(), (count, _) -> progress.done(done[0] += count));
            give(
                    "sparse-mini, bi-encoder",
                    data,
                    products(rows, encoder::encodeQuery),
                    .6848,
                    .6414,
                    .8033);
            give(
                    "sparse-mini, doc-only",
                    data,
                    products(rows, queries::encode),
                    .6737,
                    .6296,
                    .7970);
            progress.say(
                    "doc-only queries: %,.0f a second on one thread"
                            .formatted(queriesPerSecond(queries, data)));
        }
    }

    /// The cross-encoder, on movies that people judged and on what BM25 finds.
    public void rerank() throws IOException {
        new Reranking(progress, results).run();
    }

    /// The median of rounds through all queries. Their terms are summed, so that they are made.
    private static double queriesPerSecond(SparseQueries queries, SciFact data) {
        var nanos = new long[ROUNDS];
        long terms = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (String query : data.queries().values()) {
                terms += queries.encode(query).size();
            }
            nanos[round] = System.nanoTime() - begin;
        }
        if (terms == 0) {
            throw new IllegalStateException("no query has a term");
        }
        Arrays.sort(nanos);
        return data.queries().size() * 1e9 / nanos[ROUNDS / 2];
    }

    private void withoutQueryPrefix(float[][] rows, SciFact data) throws IOException {
        Path plain =
                SharedModel.known(
                        "e5-small-v2",
                        """
                        "kind": "dense", "dimension": 384, "pooling": "mean", "normalize": true,
                        "similarity": "cosine", "max_tokens": 512, "query_prefix": "",
                        "passage_prefix": "passage: "
                        """);
        try (DenseEncoder encoder = DenseEncoder.open(plain)) {
            give(
                    "e5-small-v2, no query prefix",
                    data,
                    dots(rows, encoder::encodeQuery),
                    .6793,
                    .6302,
                    .8162);
        }
    }

    private float[][] encode(DenseEncoder encoder, List<String> texts) {
        progress.start("encoding by " + encoder.model().name(), "documents", texts.size());
        int[] done = {0};
        return encoder.encodePassages(texts, (count, _) -> progress.done(done[0] += count));
    }

    private void give(
            String retriever,
            SciFact data,
            SciFact.Scores scores,
            double ndcg,
            double map,
            double recall) {
        Evaluation found = data.rate(scores);
        results.accept(Reference.ndcg(retriever, found, ndcg));
        results.accept(Reference.map(retriever, found, map));
        results.accept(Reference.recall(retriever, found, recall));
    }

    private static SciFact.Scores dots(float[][] rows, Function<String, float[]> encode) {
        return text -> {
            float[] query = encode.apply(text);
            var scores = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                double sum = 0;
                for (int k = 0; k < query.length; k++) {
                    sum += (double) query[k] * rows[i][k];
                }
                scores[i] = (float) sum;
            }
            return scores;
        };
    }

    private static SciFact.Scores products(
            List<SparseVector> rows, Function<String, SparseVector> encode) {
        return text -> {
            SparseVector query = encode.apply(text);
            var scores = new float[rows.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = query.dot(rows.get(i));
            }
            return scores;
        };
    }
}
