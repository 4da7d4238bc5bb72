package dev.lanes.search.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Reads queries that score, of Elasticsearch and OpenSearch.
final class QueryReader {
    private static final List<String> KINDS =
            List.of(
                    "bool",
                    "hybrid",
                    "knn",
                    "match",
                    "match_phrase",
                    "multi_match",
                    "neural",
                    "neural_sparse",
                    "query_string",
                    "sparse_vector");

    private final Pipeline pipeline;

    QueryReader(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    Retriever read(Json json) {
        var only = json.only();
        return only.value().made(value -> read(json, only.name(), value));
    }

    private Retriever read(Json json, String kind, Json value) {
        return switch (kind) {
            case "match" -> WordQueries.match(value);
            case "match_phrase" -> WordQueries.phrase(value);
            case "multi_match" -> WordQueries.multiMatch(value);
            case "query_string" -> WordQueries.queryString(value);
            case "knn" ->
                    value.has("field")
                            ? VectorQueries.elasticsearchKnn(value)
                            : VectorQueries.openSearchKnn(value);
            case "neural" -> VectorQueries.neural(value);
            case "neural_sparse" -> VectorQueries.neuralSparse(value, pipeline.twoPhase());
            case "sparse_vector" -> VectorQueries.sparseVector(value);
            case "bool" -> bool(value);
            case "hybrid" -> hybrid(value);
            default -> throw json.mustBe("a query with one key of " + KINDS);
        };
    }

    /// One query that scores, and filters.
    private Retriever bool(Json json) {
        var scoring = new ArrayList<Json>();
        json.get("must").ifPresent(clauses -> scoring.addAll(clauses(clauses)));
        int must = scoring.size();
        json.get("should").ifPresent(clauses -> scoring.addAll(clauses(clauses)));
        var filters = new ArrayList<Filter>();
        json.get("filter").ifPresent(clauses -> filters.addAll(FilterReader.list(clauses)));
        json.get("must_not")
                .ifPresent(clauses ->
                        FilterReader.list(clauses).forEach(one -> filters.add(Filter.not(one))));
        var least = json.optionalCount("minimum_should_match");
        double boost = json.optionalNumber("boost").orElse(1);
        json.end();
        if (scoring.size() != 1) {
            throw json.mustBe(
                    "a bool with one query that scores, in \"must\" or \"should\", and filters");
        }
        // A "should" beside a filter is a wish: what does not fulfil it is found too, with score 0.
        boolean wish = must == 0 && (json.has("filter") ? least.orElse(0) : least.orElse(1)) < 1;
        if (wish || least.orElse(0) > (must == 0 ? 1 : 0)) {
            throw json.mustBe(
                    "a bool whose query that scores has to match: in \"must\", or in \"should\""
                            + " with \"minimum_should_match\" 1,");
        }
        var found = read(scoring.getFirst());
        return boosted(filtered(found, filters), boost);
    }

    private static List<Json> clauses(Json json) {
        return json.isArray() ? json.elements() : List.of(json);
    }

    static Retriever filtered(Retriever retriever, List<Filter> filters) {
        return switch (filters.size()) {
            case 0 -> retriever;
            case 1 -> retriever.filter(filters.getFirst());
            default -> retriever.filter(new Filter.And(filters));
        };
    }

    /// With the filter that stands beside it, if there is one.
    static Retriever filtered(Retriever retriever, Json beside) {
        return beside.get("filter")
                .<Retriever>map(filter -> retriever.filter(FilterReader.readOneOrAll(filter)))
                .orElse(retriever);
    }

    static Retriever boosted(Retriever retriever, double boost) {
        return boost == 1 ? retriever : retriever.boost(boost);
    }

    private Retriever hybrid(Json json) {
        var queries = json.require("queries").elements();
        var weights = pipeline.weights();
        if (!weights.isEmpty() && weights.size() != queries.size()) {
            throw json.mustBe("a hybrid of %d queries, one a weight,".formatted(weights.size()));
        }
        var branches = new ArrayList<Branch>();
        for (var query : queries) {
            double weight = weights.isEmpty() ? 1 : weights.get(branches.size());
            branches.add(new Branch(read(query), weight));
        }
        int window = json.optionalCount("pagination_depth").orElse(pipeline.end());
        var hybrid = new Hybrid(branches, pipeline.fusion(), OptionalInt.of(window));
        var retriever = filtered(hybrid, json);
        json.end();
        return retriever;
    }
}
