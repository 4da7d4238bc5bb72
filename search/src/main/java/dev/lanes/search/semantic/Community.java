package dev.lanes.search.semantic;

import java.util.List;

/// Rows of a corpus that are close to one of them.
///
/// @param centre number of the row that all members are close to. It is a member, unless it belongs
///   to a community that was larger
/// @param members numbers of rows: the centre first if it is one of them, then by score with the
///   centre, the closest first, and of equal scores the smaller number first
public record Community(int centre, List<Integer> members) {
    /// Copies the members.
    public Community {
        members = List.copyOf(members);
    }
}
