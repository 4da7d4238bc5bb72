package dev.lanes.search.engine;

import dev.lanes.inference.CrossEncoder;
import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.SparseMode;
import dev.lanes.sparse.text.TextQuery;
import dev.lanes.vector.IdSet;
import dev.lanes.vector.SparseVector;
import java.util.Optional;
import java.util.Set;

/// One collection as retrievers see it. Safe for many threads. A call that a deadline has overtaken
/// may go on after the search that made it has returned.
///
/// Every method that names a field throws an IllegalArgumentException when there is none of that
/// name, or it is of another kind.
public interface Source {
    /// The best documents of a dense field, each with its best passage.
    ///
    /// @throws IllegalArgumentException when the vector is not of the field's dimension
    Found dense(String field, float[] query, DenseSearch search);

    /// The best documents of a sparse field, each with its best passage.
    Found sparse(String field, SparseVector query, SparseSearch search);

    /// The best documents for words. The query names every field that it means.
    Found lexical(TextQuery query, LexicalSearch search);

    /// The rows of documents that a filter lets pass.
    IdSet rows(Filter filter);

    /// The stored vector of a document: that of the candidate's passage where the passage is of
    /// this field, of the first one otherwise. Empty when the document has none, or was deleted
    /// meanwhile.
    Optional<float[]> vector(String field, Candidate candidate);

    /// The text of a field: of the candidate's passage where the passage is of this field, whole
    /// otherwise. Empty when the document has none, or was deleted meanwhile.
    Optional<String> text(String field, Candidate candidate);

    /// The value of a keyword field. Empty when the document has none, or was deleted meanwhile.
    Optional<String> keyword(String field, long row);

    /// The vector of a query's text for a field, with the query prefix of the field's model.
    float[] denseQuery(String field, String text);

    /// The sparse vector of a query's text for a field.
    ///
    /// @throws IllegalArgumentException when the field's model does not offer that mode
    SparseVector sparseQuery(String field, String text, SparseMode mode);

    /// The names of the text fields, with words to search for.
    Set<String> textFields();

    /// A cross-encoder, which the source closes.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    CrossEncoder crossEncoder(String model);
}
