package dev.lanes.hnsw;

import java.util.Objects;
import java.util.function.LongUnaryOperator;

/// Rows that belong together, such as the passages of a document, so that a search returns k groups
/// instead of k rows.
///
/// @param group gives the group of an id, always the same, on any thread
/// @param rowsPerGroup the most rows of a group that are returned, at least 1
public record Grouping(LongUnaryOperator group, int rowsPerGroup) {
    public Grouping {
        Objects.requireNonNull(group, "group");
        Positive.require("rowsPerGroup", rowsPerGroup);
    }

    /// Groups with the best row of each.
    ///
    /// @param group gives the group of an id
    /// @return a grouping
    public static Grouping by(LongUnaryOperator group) {
        return new Grouping(group, 1);
    }

    /// The same groups with more rows of each.
    ///
    /// @param most rows of a group, at least 1: its best ones, as far as they are found on the way
    /// @return a grouping
    public Grouping withRowsPerGroup(int most) {
        return new Grouping(group, most);
    }
}
