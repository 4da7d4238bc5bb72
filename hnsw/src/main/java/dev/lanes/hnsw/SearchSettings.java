package dev.lanes.hnsw;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// What a search is to find and how hard it is to try. Keep it for the next search: it is
/// immutable.
///
/// @param k how many rows, or groups, at least 1; of a search for all rows in a range, the most
/// @param effort how many candidates are kept on the way
/// @param rescored how many of the candidates are compared with the query in full precision, where
///   the graph is walked on codes, at least 1; fewer than the rows that are returned count as
///   those. Without it, half of k or an eighth of efSearch more than k, whichever is more, on 8-bit
///   codes, and more on coarser ones
/// @param scope which rows it is about
/// @param budget how much it may take
public record SearchSettings(
        int k, Effort effort, OptionalInt rescored, Scope scope, Budget budget) {
    public SearchSettings {
        Positive.require("k", k);
        Objects.requireNonNull(effort, "effort");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(budget, "budget");
        rescored.ifPresent(depth -> Positive.require("rescored", depth));
    }

    /// The closest of all rows, without a budget.
    ///
    /// @param k how many rows, at least 1
    /// @param effort how many candidates are kept on the way
    /// @return settings to go on from
    public static SearchSettings of(int k, Effort effort) {
        return new SearchSettings(k, effort, OptionalInt.empty(), Scope.all(), Budget.unlimited());
    }

    /// The same for another k.
    ///
    /// @param count at least 1
    /// @return new settings
    public SearchSettings withK(int count) {
        return new SearchSettings(count, effort, rescored, scope, budget);
    }

    /// The same with another effort.
    ///
    /// @param other how many candidates are kept on the way
    /// @return new settings
    public SearchSettings withEffort(Effort other) {
        return new SearchSettings(k, other, rescored, scope, budget);
    }

    /// The same with so many candidates compared in full precision.
    ///
    /// @param depth at least 1
    /// @return new settings
    public SearchSettings withRescored(int depth) {
        return new SearchSettings(k, effort, OptionalInt.of(depth), scope, budget);
    }

    /// The same among the rows that a filter lets pass.
    ///
    /// @param filter which rows may be returned
    /// @return new settings
    public SearchSettings withFilter(RowFilter filter) {
        var filtered = new Scope(Optional.of(filter), scope.grouping());
        return new SearchSettings(k, effort, rescored, filtered, budget);
    }

    /// The same for k groups instead of k rows.
    ///
    /// @param grouping which rows belong together
    /// @return new settings
    public SearchSettings withGrouping(Grouping grouping) {
        var grouped = new Scope(scope.filter(), Optional.of(grouping));
        return new SearchSettings(k, effort, rescored, grouped, budget);
    }

    /// The same within a budget.
    ///
    /// @param most how much the search may take
    /// @return new settings
    public SearchSettings withBudget(Budget most) {
        return new SearchSettings(k, effort, rescored, scope, most);
    }
}
