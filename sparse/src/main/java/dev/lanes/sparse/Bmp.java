package dev.lanes.sparse;

import dev.lanes.kernels.PostingScan;
import dev.lanes.kernels.PostingScan.Role;

/// Block-max pruning after BMP (Mallia, Suel and Tonellotto, arXiv:2405.01117): of the frequent
/// terms only the maxima of blocks of 16 rows are added up, for all blocks at once; the postings of
/// the others are, too, so that a bound is their exact sum plus the maxima. Rows whose bound
/// reaches the threshold are scored by the forward index.
///
/// The paper bounds every term by blocks and then reads the blocks with the largest bounds. Rare
/// terms tell rows apart best, and their lists are short: to read them makes bounds so tight that a
/// few rows are left, so no postings by block are needed at all (docs/decisions/0015).
final class Bmp implements WindowSearch.Pruning {
    /// The part of the threshold that rare terms of little weight may make up, which are not read
    /// either.
    private static final double PART = 0.1;

    @Override
    public long assign(QueryLists lists, int threshold, PostingScan scan) {
        long unread = 0;
        double allowance = PART * threshold;
        for (int index : lists.byTopAPosting()) {
            var list = lists.list(index);
            if (list.maximaRow() != PostingLists.NO_MAXIMA) {
                scan.role(index, Role.BLOCKS);
                unread += lists.length(index);
            } else if (list.top() <= allowance) {
                scan.role(index, Role.TOP);
                allowance -= list.top();
                unread += lists.length(index);
            } else {
                scan.role(index, Role.ADDED);
            }
        }
        return unread;
    }
}
