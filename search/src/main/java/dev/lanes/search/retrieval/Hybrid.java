package dev.lanes.search.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/// The documents of several retrievers, fused.
///
/// @param branches at least 1, not all of weight 0
/// @param fusion how rankings become one
/// @param window how many candidates each branch gives, in 1..[Retriever#LIMIT]; when empty as many
///   as are asked for from above, and at least [Retriever#WINDOW]
public record Hybrid(List<Branch> branches, Fusion fusion, OptionalInt window)
        implements Retriever {
    /// @throws IllegalArgumentException when there is no branch, all have weight 0, or the window
    ///   is out of range
    public Hybrid {
        branches = List.copyOf(branches);
        Objects.requireNonNull(fusion, "fusion");
        Rules.requireDepth("window", window);
        if (branches.isEmpty()) {
            throw new IllegalArgumentException("hybrid must have at least 1 retriever but had 0");
        }
        if (branches.stream().allMatch(branch -> branch.weight() == 0)) {
            throw new IllegalArgumentException("weights must not all be 0 but were");
        }
    }

    static Hybrid of(List<Retriever> retrievers) {
        var branches = retrievers.stream().map(retriever -> new Branch(retriever, 1)).toList();
        return new Hybrid(branches, Fusion.reciprocalRank(), OptionalInt.empty());
    }

    /// The same with one more retriever.
    ///
    /// @param retriever finds documents
    /// @param weight how much they count, finite and at least 0
    /// @return a new retriever
    public Hybrid and(Retriever retriever, double weight) {
        var more = new ArrayList<>(branches);
        more.add(new Branch(retriever, weight));
        return new Hybrid(more, fusion, window);
    }

    /// The same with other weights.
    ///
    /// @param weights one for each retriever, finite and at least 0, not all 0
    /// @return a new retriever
    /// @throws IllegalArgumentException when there are not as many as retrievers
    public Hybrid withWeights(double... weights) {
        if (weights.length != branches.size()) {
            throw new IllegalArgumentException(
                    "weights must be as many as the %d retrievers but were %d"
                            .formatted(branches.size(), weights.length));
        }
        var weighted = new ArrayList<Branch>();
        for (int i = 0; i < weights.length; i++) {
            weighted.add(new Branch(branches.get(i).retriever(), weights[i]));
        }
        return new Hybrid(weighted, fusion, window);
    }

    /// The same, fused otherwise.
    ///
    /// @param other how rankings become one
    /// @return a new retriever
    public Hybrid withFusion(Fusion other) {
        return new Hybrid(branches, other, window);
    }

    /// The same with so many candidates of each retriever.
    ///
    /// @param candidates in 1..[Retriever#LIMIT]
    /// @return a new retriever
    public Hybrid withWindow(int candidates) {
        return new Hybrid(branches, fusion, OptionalInt.of(candidates));
    }
}
