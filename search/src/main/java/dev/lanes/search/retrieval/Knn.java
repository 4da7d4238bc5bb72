package dev.lanes.search.retrieval;

import dev.lanes.hnsw.Effort;
import java.util.Objects;
import java.util.OptionalInt;

/// The documents whose vectors are closest to the query's. Of a document with several passages the
/// closest one counts. The score is that of the field's similarity.
///
/// @param field a dense field
/// @param query what it is asked with
/// @param k how many documents it looks for, in 1..[Retriever#LIMIT]; as many as are asked for from
///   above when empty
/// @param effort how hard they are searched for
public record Knn(String field, DenseQuery query, OptionalInt k, DenseEffort effort)
        implements Retriever {
    /// @throws IllegalArgumentException when the field is blank or k out of range
    public Knn {
        Rules.requireName("field", field);
        Objects.requireNonNull(query, "query");
        Rules.requireDepth("k", k);
        Objects.requireNonNull(effort, "effort");
    }

    static Knn of(String field) {
        return new Knn(field, QueryText.OF_REQUEST, OptionalInt.empty(), new DenseEffort.Usual());
    }

    /// The same for a text of its own.
    ///
    /// @param text not blank
    /// @return a new retriever
    public Knn withText(String text) {
        return withQuery(QueryText.of(text));
    }

    /// The same for a vector.
    ///
    /// @param vector as many finite values as the field's vectors have
    /// @return a new retriever
    public Knn withVector(float... vector) {
        return withQuery(QueryVector.of(vector));
    }

    /// The same for another query.
    ///
    /// @param other what the field is asked with
    /// @return a new retriever
    public Knn withQuery(DenseQuery other) {
        return new Knn(field, other, k, effort);
    }

    /// The same looking for so many documents.
    ///
    /// @param count in 1..[Retriever#LIMIT]
    /// @return a new retriever
    public Knn withK(int count) {
        return new Knn(field, query, OptionalInt.of(count), effort);
    }

    /// The same by the graph with an effort.
    ///
    /// @param other how many candidates are kept on the way, or which recall is wanted
    /// @return a new retriever
    public Knn withEffort(Effort other) {
        return new Knn(field, query, k, new DenseEffort.Graph(other));
    }

    /// The same by comparing with every vector.
    ///
    /// @return a new retriever
    public Knn exact() {
        return new Knn(field, query, k, new DenseEffort.Exact());
    }
}
