package dev.lanes.search;

import java.util.Objects;

/// What to look for and how thoroughly.
///
/// @param text the question, without any prefix of the model
/// @param k how many hits are wanted, in 1..10000
/// @param mode by the graph, or by comparing with every vector
/// @param efSearch how many candidates the search in the graph keeps, in 1..10000; more find more
///   and take longer; raised to k where it is smaller, unused by [SearchMode#EXACT]
public record SearchRequest(String text, int k, SearchMode mode, int efSearch) {
    /// The efSearch of a request that does not say.
    public static final int DEFAULT_EF_SEARCH = 100;

    /// The most hits, and the most candidates, that can be asked for.
    public static final int LIMIT = 10_000;

    /// Checks the text and the numbers.
    ///
    /// @throws IllegalArgumentException when the text is blank or a number is out of range
    public SearchRequest {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(mode, "mode");
        if (text.isBlank()) {
            throw new IllegalArgumentException("the question must not be blank");
        }
        requireInRange("k", k);
        requireInRange("efSearch", efSearch);
    }

    /// A search in the graph with the default efSearch.
    public static SearchRequest of(String text, int k) {
        return new SearchRequest(text, k, SearchMode.GRAPH, DEFAULT_EF_SEARCH);
    }

    /// The same with another number of candidates.
    public SearchRequest withEfSearch(int candidates) {
        return new SearchRequest(text, k, mode, candidates);
    }

    /// The same, comparing with every vector.
    public SearchRequest exact() {
        return new SearchRequest(text, k, SearchMode.EXACT, efSearch);
    }

    private static void requireInRange(String name, int value) {
        if (value < 1 || value > LIMIT) {
            throw new IllegalArgumentException(
                    "%s must be in 1..%d but was %d".formatted(name, LIMIT, value));
        }
    }
}
