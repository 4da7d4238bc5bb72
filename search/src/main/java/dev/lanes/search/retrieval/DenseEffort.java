package dev.lanes.search.retrieval;

import dev.lanes.hnsw.Effort;
import java.util.Objects;

/// How hard the closest vectors are searched for.
public sealed interface DenseEffort {
    /// By the graph, as hard as the field tries by default.
    record Usual() implements DenseEffort {}

    /// By the graph.
    ///
    /// @param effort how many candidates are kept on the way, or which recall is wanted
    record Graph(Effort effort) implements DenseEffort {
        public Graph {
            Objects.requireNonNull(effort, "effort");
        }
    }

    /// By comparing with every vector.
    record Exact() implements DenseEffort {}
}
