package dev.lanes.search.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What an index found.
///
/// @param candidates at most k, in [Candidate#ORDER], no row twice
/// @param reason why it searched as it did, for people: what the planner of the index says
/// @param partial whether the time was up, or the thread interrupted, before it was done
public record Found(List<Candidate> candidates, Optional<String> reason, boolean partial) {
    public Found {
        candidates = List.copyOf(candidates);
        Objects.requireNonNull(reason, "reason");
    }
}
