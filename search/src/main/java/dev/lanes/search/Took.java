package dev.lanes.search;

import java.time.Duration;

/// How long the stages of a search took.
///
/// @param encode turning the question into a vector
/// @param search finding the nearest vectors
/// @param fetch reading their documents
public record Took(Duration encode, Duration search, Duration fetch) {
    /// All stages together.
    public Duration total() {
        return encode.plus(search).plus(fetch);
    }
}
