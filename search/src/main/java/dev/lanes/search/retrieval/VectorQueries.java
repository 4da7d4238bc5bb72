package dev.lanes.search.retrieval;

import dev.lanes.hnsw.EfSearch;
import dev.lanes.sparse.TwoPhase;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads queries for dense and sparse fields.
final class VectorQueries {
    /// OpenSearch's k of `neural`.
    private static final int USUAL_K = 10;

    private VectorQueries() {}

    static Retriever elasticsearchKnn(Json json) {
        DenseQuery query;
        if (json.has("query_vector_builder")) {
            query = built(json.require("query_vector_builder"));
        } else {
            query = RetrieverReader.vector(json.require("query_vector"));
        }
        var effort =
                json.get("num_candidates")
                        .<DenseEffort>map(count ->
                                count.made(c -> new DenseEffort.Graph(EfSearch.of(c.count()))))
                        .orElse(new DenseEffort.Usual());
        var field = json.require("field").text();
        var knn = json.made(_ -> new Knn(field, query, json.optionalCount("k"), effort));
        return finished(knn, json);
    }

    /// With the filter and the boost that stand beside it.
    private static Retriever finished(Retriever retriever, Json json) {
        var filtered = QueryReader.filtered(retriever, json);
        double boost = json.optionalNumber("boost").orElse(1);
        json.end();
        return json.made(_ -> QueryReader.boosted(filtered, boost));
    }

    private static QueryText built(Json json) {
        var embedding = json.require("text_embedding");
        json.end();
        embedding.get("model_id");
        var text = embedding.require("model_text").made(t -> QueryText.of(t.text()));
        embedding.end();
        return text;
    }

    static Retriever openSearchKnn(Json json) {
        var member = json.only();
        var value = member.value();
        var query = RetrieverReader.vector(value.require("vector"));
        int k = value.require("k").count();
        return finished(knn(member.name(), query, k, value), value);
    }

    private static Knn knn(String field, DenseQuery query, int k, Json value) {
        var effort =
                value.get("method_parameters")
                        .<DenseEffort>map(parameters -> {
                            var ef = parameters.require("ef_search").count();
                            parameters.end();
                            return parameters.made(_ -> new DenseEffort.Graph(EfSearch.of(ef)));
                        })
                        .orElse(new DenseEffort.Usual());
        return value.made(_ -> new Knn(field, query, OptionalInt.of(k), effort));
    }

    static Retriever neural(Json json) {
        var member = json.only();
        var value = member.value();
        value.get("model_id");
        var query = value.require("query_text").made(text -> QueryText.of(text.text()));
        int k = value.optionalCount("k").orElse(USUAL_K);
        return finished(knn(member.name(), query, k, value), value);
    }

    /// An analyzer stands for a table of the weights of tokens: the doc-only mode.
    static Retriever neuralSparse(Json json, Optional<TwoPhase> phases) {
        var member = json.only();
        var value = member.value();
        var query = value.require("query_text").made(text -> QueryText.of(text.text()));
        boolean analyzed = value.get("analyzer").isPresent();
        boolean encoded = value.get("model_id").isPresent();
        if (analyzed && encoded) {
            throw value.mustBe("an object with \"model_id\" or \"analyzer\"");
        }
        var mode = analyzed ? SparseMode.DOC_ONLY : SparseMode.USUAL;
        var sparse =
                value.made(
                        _ -> new Sparse(member.name(), query, OptionalInt.empty(), mode, phases));
        double boost = value.optionalNumber("boost").orElse(1);
        value.end();
        return value.made(_ -> QueryReader.boosted(sparse, boost));
    }

    static Retriever sparseVector(Json json) {
        json.get("inference_id");
        var query = json.require("query").made(text -> QueryText.of(text.text()));
        if (json.get("prune").map(Json::truth).orElse(false)) {
            throw json.require("prune").mustBe("false");
        }
        var sparse = Sparse.of(json.require("field").text()).withQuery(query);
        double boost = json.optionalNumber("boost").orElse(1);
        json.end();
        return json.made(_ -> QueryReader.boosted(sparse, boost));
    }
}
