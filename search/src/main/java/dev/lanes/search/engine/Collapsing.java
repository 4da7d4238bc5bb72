package dev.lanes.search.engine;

import dev.lanes.search.retrieval.Collapsed;
import dev.lanes.search.retrieval.Retriever;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keeps the best document of each value.
final class Collapsing {
    private final Execution execution;
    private final Recording recording;

    Collapsing(Execution execution, Recording recording) {
        this.execution = execution;
        this.recording = recording;
    }

    /// Asks for more as long as there are not enough and there may be more.
    List<Candidate> run(Collapsed collapsed, Wanted wanted) {
        int depth = wanted.depth();
        while (true) {
            depth = Math.min(2 * depth, Retriever.LIMIT);
            var ranking = execution.run(collapsed.retriever(), wanted.deep(depth));
            var best = best(collapsed.field(), ranking.candidates());
            boolean enough = best.size() >= wanted.depth();
            boolean all = ranking.candidates().size() < depth || depth == Retriever.LIMIT;
            if (enough || all || ranking.stage().isPartial()) {
                recording.below(ranking.stage());
                return best;
            }
        }
    }

    private List<Candidate> best(String field, List<Candidate> candidates) {
        Set<String> values = new HashSet<>();
        var best = new ArrayList<Candidate>();
        for (var candidate : candidates) {
            Optional<String> value = execution.source().keyword(field, candidate.row());
            if (value.isEmpty() || values.add(value.get())) {
                best.add(candidate);
            }
        }
        return best;
    }
}
