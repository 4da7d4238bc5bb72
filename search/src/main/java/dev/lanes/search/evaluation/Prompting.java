package dev.lanes.search.evaluation;

/// Which of a model's prompts stand before queries and passages. Those of an asymmetric model
/// differ; the others are there to see what that is worth.
public enum Prompting {
    /// Each its own: what the model was trained for.
    MODEL("query", "passage"),
    /// Passages have theirs and queries none.
    NO_QUERY_PREFIX("none", "passage"),
    /// Symmetric: neither has any.
    NONE("none", "none"),
    /// Symmetric: the prompt of passages before both.
    PASSAGE("passage", "passage");

    private final String query;
    private final String passage;

    Prompting(String query, String passage) {
        this.query = query;
        this.passage = passage;
    }

    /// Which one stands before queries: `query`, `passage` or `none`.
    String query() {
        return query;
    }

    /// Which one stands before passages: `passage` or `none`.
    String passage() {
        return passage;
    }
}
