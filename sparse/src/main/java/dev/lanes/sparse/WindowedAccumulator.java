package dev.lanes.sparse;

import dev.lanes.kernels.PostingScan;

/// Adds up all postings of the query in a dense array of sums, a term at a time over windows of
/// rows whose sums fit into a cache. Nothing is pruned, so nothing is lost where nothing can be:
/// with short lists, and when many rows are wanted.
final class WindowedAccumulator implements WindowSearch.Pruning {
    @Override
    public long assign(QueryLists lists, int threshold, PostingScan scan) {
        // Lists are added up unless somebody says otherwise.
        return 0;
    }
}
