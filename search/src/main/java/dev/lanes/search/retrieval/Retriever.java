package dev.lanes.search.retrieval;

import java.util.List;

/// How documents are found for a query: a tree whose leaves look into the fields of a collection
/// and whose inner nodes fuse, rerank, diversify, filter, boost and collapse what those found. A
/// value: immutable, safe for many threads, equal to another that says the same, and nothing runs
/// before a collection is asked to.
///
/// Where a leaf has no text of its own, the text of the search request counts, so that one
/// retriever serves many queries.
///
/// Every node ranks documents: by score, descending, and of equal scores the older version first.
///
/// **Depth.** A search asks for `from + size` candidates. A leaf gives what it is asked for, or its
/// k where that is less. [Hybrid], [Rerank] and [Diversify] ask for their window; without one for
/// what they are asked for, and at least [#WINDOW]: so pages are parts of one ranking as long as
/// `from + size` stays within the window. [Filtered] and [Boosted] hand on what they are asked for.
/// [Collapsed] asks for twice as much, and again for twice that, until it has documents of enough
/// values or there are no more. Never is more than [#LIMIT] asked for.
public sealed interface Retriever
        permits Knn, Sparse, Lexical, Hybrid, Rerank, Diversify, Filtered, Boosted, Collapsed {
    /// The most candidates that a node may be asked for.
    int LIMIT = 10_000;

    /// The candidates that a node with a window asks for at least where it does not say.
    int WINDOW = 100;

    /// The documents whose vectors are closest to the query's, by the graph, as hard as the field
    /// tries by default.
    ///
    /// @param field a dense field
    /// @return a retriever to go on from
    static Knn knn(String field) {
        return Knn.of(field);
    }

    /// The documents whose vectors are closest to the query's, by comparing with every vector.
    ///
    /// @param field a dense field
    /// @return a retriever to go on from
    static Knn exact(String field) {
        return Knn.of(field).exact();
    }

    /// The documents that share the heaviest terms with the query's learned sparse vector.
    ///
    /// @param field a sparse field
    /// @return a retriever to go on from
    static Sparse sparse(String field) {
        return Sparse.of(field);
    }

    /// The documents with any word of the query in a field, by BM25.
    ///
    /// @param field a text field
    /// @return a retriever to go on from
    static Lexical match(String field) {
        return Lexical.of(Lexical.Syntax.WORDS, field);
    }

    /// The documents with any word of the query in some fields, by BM25; the best field counts.
    ///
    /// @param fields text fields, each a name or a name and a boost such as `title^2`; none means
    ///   all of the collection
    /// @return a retriever to go on from
    static Lexical multiMatch(String... fields) {
        return Lexical.of(Lexical.Syntax.WORDS, fields);
    }

    /// The documents with all words of the query, one behind the other, by BM25.
    ///
    /// @param fields text fields, each a name or a name and a boost; none means all
    /// @return a retriever to go on from
    static Lexical phrase(String... fields) {
        return Lexical.of(Lexical.Syntax.PHRASE, fields);
    }

    /// The documents that a query in the syntax of [dev.lanes.sparse.text.QueryString] asks for, by
    /// BM25.
    ///
    /// @param fields text fields for what names none, each a name or a name and a boost; none means
    ///   all
    /// @return a retriever to go on from
    static Lexical queryString(String... fields) {
        return Lexical.of(Lexical.Syntax.QUERY_STRING, fields);
    }

    /// The documents of several retrievers, fused by reciprocal rank with the constant 60.
    ///
    /// @param retrievers at least 1, each of weight 1
    /// @return a retriever to go on from
    static Hybrid hybrid(Retriever... retrievers) {
        return Hybrid.of(List.of(retrievers));
    }

    /// The same, scored again by a cross-encoder, whose scores replace these.
    ///
    /// @param model the name of a cross-encoder
    /// @param field the text that it reads; of a chunked field the passage that was found
    /// @return a retriever around this one
    default Rerank rerank(String model, String field) {
        return Rerank.of(this, model, field);
    }

    /// The same, with documents that resemble better ones put behind (MMR).
    ///
    /// @param field a dense field, by whose vectors documents are compared
    /// @param lambda how much the score counts against novelty, in 0..1; 1 changes no order
    /// @return a retriever around this one
    default Diversify diversify(String field, double lambda) {
        return Diversify.of(this, field, lambda);
    }

    /// The same among the documents that a filter lets pass. They are filtered before they are
    /// ranked: leaves return no others, and windows are filled with those that pass.
    ///
    /// @param filter what has to be true
    /// @return a retriever around this one
    default Filtered filter(Filter filter) {
        return new Filtered(this, filter);
    }

    /// The same with every score multiplied by a factor.
    ///
    /// @param factor finite and above 0
    /// @return a retriever around this one
    default Boosted boost(double factor) {
        return new Boosted(this, factor);
    }

    /// The same with only the best document of each value of a field. Documents without a value
    /// stay.
    ///
    /// @param field a keyword field
    /// @return a retriever around this one
    default Collapsed collapse(String field) {
        return new Collapsed(this, field);
    }
}
