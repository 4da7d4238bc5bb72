package dev.lanes.search.retrieval;

import dev.lanes.sparse.TwoPhase;
import dev.lanes.vector.SparseVector;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// The documents that share the heaviest terms with the query; the score is the dot product.
///
/// @param field a sparse field
/// @param query what it is asked with
/// @param k how many documents it looks for, in 1..[Retriever#LIMIT]; as many as are asked for from
///   above when empty
/// @param mode who encodes the query's text; a field whose model does not offer that is an error of
///   the search
/// @param twoPhase whether the heavy terms find the rows that all terms score; then a search is
///   approximate
public record Sparse(
        String field,
        SparseQuery query,
        OptionalInt k,
        SparseMode mode,
        Optional<TwoPhase> twoPhase)
        implements Retriever {
    /// @throws IllegalArgumentException when the field is blank or k out of range
    public Sparse {
        Rules.requireName("field", field);
        Objects.requireNonNull(query, "query");
        Rules.requireDepth("k", k);
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(twoPhase, "twoPhase");
    }

    static Sparse of(String field) {
        return new Sparse(
                field,
                QueryText.OF_REQUEST,
                OptionalInt.empty(),
                SparseMode.USUAL,
                Optional.empty());
    }

    /// The same for a text of its own.
    ///
    /// @param text not blank
    /// @return a new retriever
    public Sparse withText(String text) {
        return withQuery(QueryText.of(text));
    }

    /// The same for a sparse vector.
    ///
    /// @param vector weights by the numbers of the model's terms
    /// @return a new retriever
    public Sparse withVector(SparseVector vector) {
        return withQuery(new QueryTerms(vector));
    }

    /// The same for another query.
    ///
    /// @param other what the field is asked with
    /// @return a new retriever
    public Sparse withQuery(SparseQuery other) {
        return new Sparse(field, other, k, mode, twoPhase);
    }

    /// The same looking for so many documents.
    ///
    /// @param count in 1..[Retriever#LIMIT]
    /// @return a new retriever
    public Sparse withK(int count) {
        return new Sparse(field, query, OptionalInt.of(count), mode, twoPhase);
    }

    /// The same with another encoder of the query.
    ///
    /// @param other who encodes the query's text
    /// @return a new retriever
    public Sparse withMode(SparseMode other) {
        return new Sparse(field, query, k, other, twoPhase);
    }

    /// The same in two phases.
    ///
    /// @param phases which terms find rows, and how many
    /// @return a new retriever
    public Sparse withTwoPhase(TwoPhase phases) {
        return new Sparse(field, query, k, mode, Optional.of(phases));
    }
}
