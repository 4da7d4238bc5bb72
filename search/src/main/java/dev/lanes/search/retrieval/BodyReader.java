package dev.lanes.search.retrieval;

import java.util.OptionalInt;

/// Reads the body of a search of Elasticsearch or OpenSearch, or a retriever of the own form.
final class BodyReader {
    /// As many hits as both return where a body does not say.
    private static final int USUAL_SIZE = 10;

    private BodyReader() {}

    static SearchBody read(Json json) {
        if (isOwn(json)) {
            return new SearchBody(
                    RetrieverReader.read(json), OptionalInt.empty(), OptionalInt.empty());
        }
        var from = json.optionalCount("from");
        var size = json.optionalCount("size");
        // What is returned of each document is the business of the caller.
        json.get("_source");
        int end = from.orElse(0) + size.orElse(USUAL_SIZE);
        var retriever = json.made(body -> retriever(body, end));
        json.end();
        return new SearchBody(retriever, from, size);
    }

    private static boolean isOwn(Json json) {
        var members = json.members();
        if (members.size() != 1 || !RetrieverReader.kinds().contains(members.getFirst().name())) {
            return false;
        }
        var value = members.getFirst().value();
        return !value.has("query_vector") && !value.has("query_vector_builder");
    }

    private static Retriever retriever(Json body, int end) {
        var tree = body.get("retriever");
        var query = body.get("query");
        var knn = body.get("knn");
        var pipeline = Pipeline.read(body.get("search_pipeline"), end);
        if (tree.isPresent() == query.isPresent() || (knn.isPresent() && tree.isPresent())) {
            if (knn.isPresent() && tree.isEmpty() && query.isEmpty()) {
                return VectorQueries.elasticsearchKnn(knn.get());
            }
            throw body.mustBe("an object with one of \"retriever\", \"query\" and \"knn\"");
        }
        if (knn.isPresent()) {
            throw knn.get().mustBe("absent beside \"query\"; an \"rrf\" or \"linear\" has both");
        }
        return tree.isPresent()
                ? RetrieverTrees.read(tree.get())
                : new QueryReader(pipeline).read(query.orElseThrow());
    }
}
