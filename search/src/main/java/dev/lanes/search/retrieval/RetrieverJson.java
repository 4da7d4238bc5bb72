package dev.lanes.search.retrieval;

/// Retrievers and filters as JSON. The form is described by `docs/retriever.schema.json`; filters
/// are written as Elasticsearch and OpenSearch write them.
public final class RetrieverJson {
    private RetrieverJson() {}

    /// A retriever as JSON.
    ///
    /// @param retriever any
    /// @return one line, which [#read] makes an equal retriever of
    public static String write(Retriever retriever) {
        return RetrieverWriter.write(retriever).toString();
    }

    /// A retriever from JSON.
    ///
    /// @param json as [#write] writes it
    /// @return the retriever
    /// @throws RetrieverJsonException when it is no JSON, or no retriever
    public static Retriever read(String json) {
        return RetrieverReader.read(Json.parse(json));
    }

    /// A filter as JSON.
    ///
    /// @param filter any
    /// @return one line, which [#readFilter] makes an equal filter of
    public static String writeFilter(Filter filter) {
        return FilterWriter.write(filter).toString();
    }

    /// A filter from JSON: `term`, `terms`, `range`, `exists`, `prefix`, `bool`, `match_all`,
    /// `match_none` of Elasticsearch and OpenSearch.
    ///
    /// @param json one object
    /// @return the filter
    /// @throws RetrieverJsonException when it is no JSON, or no such filter
    public static Filter readFilter(String json) {
        return FilterReader.read(Json.parse(json));
    }

    /// The body of a search, in one of three forms: a retriever as [#read] takes it, a body for
    /// Elasticsearch (with `retriever`, `query` or `knn`), or one for OpenSearch (with `query`, and
    /// where that is a `hybrid`, with the processors of `search_pipeline` written out).
    ///
    /// What cannot be done in the same way is an error. Four things are passed over: `_source`,
    /// `model_id` and the `inference_id` of `sparse_vector`, because a field's model is that of the
    /// schema, and the names of the pipeline and of its processors. Defaults are those of the form:
    /// 10 candidates of each retriever of an `rrf`, say.
    ///
    /// @param json one object
    /// @return the retriever, and which part of the ranking is wanted
    /// @throws RetrieverJsonException when it is no JSON, or asks for what there is not
    public static SearchBody readBody(String json) {
        return BodyReader.read(Json.parse(json));
    }
}
