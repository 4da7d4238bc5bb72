package dev.lanes.search.engine;

import java.util.List;

/// What a node gave, and how.
///
/// @param candidates in [Candidate#ORDER], no row twice
/// @param stage how they came about
record Ranking(List<Candidate> candidates, Stage stage) {
    Ranking {
        candidates = List.copyOf(candidates);
    }
}
