package dev.lanes.search.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Reads Elasticsearch's retrievers.
final class RetrieverTrees {
    /// Elasticsearch's `rank_window_size`.
    private static final int USUAL_WINDOW = 10;

    private static final List<String> KINDS =
            List.of("knn", "linear", "rrf", "standard", "text_similarity_reranker");

    private RetrieverTrees() {}

    static Retriever read(Json json) {
        var only = json.only();
        var retriever =
                only.value()
                        .made(value ->
                                switch (only.name()) {
                                    case "standard" -> standard(value);
                                    case "knn" -> VectorQueries.elasticsearchKnn(value);
                                    case "rrf" -> rrf(value);
                                    case "linear" -> linear(value);
                                    case "text_similarity_reranker" -> reranker(value);
                                    default ->
                                            throw json.mustBe(
                                                    "a retriever with one key of " + KINDS);
                                });
        only.value().end();
        return retriever;
    }

    private static Retriever standard(Json json) {
        var pipeline = Pipeline.read(Optional.empty(), USUAL_WINDOW);
        var found = new QueryReader(pipeline).read(json.require("query"));
        var retriever = QueryReader.filtered(found, json);
        return json.get("collapse")
                .<Retriever>map(collapse -> {
                    var field = collapse.require("field").text();
                    collapse.end();
                    return retriever.collapse(field);
                })
                .orElse(retriever);
    }

    private static OptionalInt window(Json json) {
        return OptionalInt.of(json.optionalCount("rank_window_size").orElse(USUAL_WINDOW));
    }

    /// A retriever, or one with a weight.
    private static Branch branch(Json json) {
        if (!json.has("retriever")) {
            return new Branch(read(json), 1);
        }
        return json.made(one ->
                new Branch(read(one.require("retriever")), one.optionalNumber("weight").orElse(1)));
    }

    private static Retriever rrf(Json json) {
        var branches = new ArrayList<Branch>();
        for (var element : json.require("retrievers").elements()) {
            branches.add(branch(element));
            if (element.has("retriever")) {
                element.end();
            }
        }
        var fusion =
                json.get("rank_constant")
                        .map(constant -> constant.made(c -> Fusion.reciprocalRank(c.count())))
                        .orElse(Fusion.reciprocalRank());
        return QueryReader.filtered(new Hybrid(branches, fusion, window(json)), json);
    }

    private static Retriever linear(Json json) {
        var branches = new ArrayList<Branch>();
        var common = json.get("normalizer").map(RetrieverTrees::normaliser);
        Optional<Normalisation> first = Optional.empty();
        for (var element : json.require("retrievers").elements()) {
            branches.add(branch(element));
            var own = element.get("normalizer");
            var rule =
                    own.map(RetrieverTrees::normaliser).or(() -> common).orElse(Normalisation.NONE);
            if (first.isPresent() && rule != first.get()) {
                throw own.orElse(element)
                        .mustBe(
                                "normalised as the first retriever is, by %s,"
                                        .formatted(Names.of(first.get())));
            }
            first = Optional.of(rule);
            element.end();
        }
        var fusion = Fusion.scores(first.orElse(Normalisation.NONE), Combination.SUM);
        return QueryReader.filtered(new Hybrid(branches, fusion, window(json)), json);
    }

    private static Normalisation normaliser(Json json) {
        return switch (json.text()) {
            case "none" -> Normalisation.NONE;
            case "minmax" -> Normalisation.MIN_MAX;
            case "l2_norm" -> Normalisation.L2;
            default -> throw json.mustBe("\"none\", \"minmax\" or \"l2_norm\"");
        };
    }

    private static Retriever reranker(Json json) {
        var text = json.get("inference_text").map(one -> one.made(t -> QueryText.of(t.text())));
        OptionalDouble lowest = json.optionalNumber("min_score");
        var rerank =
                new Rerank(
                        read(json.require("retriever")),
                        json.require("inference_id").text(),
                        json.require("field").text(),
                        window(json),
                        text.orElse(QueryText.OF_REQUEST),
                        lowest,
                        new RerankScore.Replaced());
        return QueryReader.filtered(rerank, json);
    }
}
