package dev.lanes.search.retrieval;

import java.util.Objects;

/// What becomes of a reranker's score.
public sealed interface RerankScore {
    /// It replaces the first stage's.
    record Replaced() implements RerankScore {}

    /// It is fused with the first stage's, as if both were branches of a [Hybrid].
    ///
    /// @param fusion how the two become one
    /// @param share the weight of the reranker's, in 0..1; the first stage's has the rest
    record Fused(Fusion fusion, double share) implements RerankScore {
        /// @throws IllegalArgumentException when the share is out of range
        public Fused {
            Objects.requireNonNull(fusion, "fusion");
            Rules.requireShare("share", share);
        }
    }
}
