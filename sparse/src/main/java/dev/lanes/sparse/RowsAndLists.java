package dev.lanes.sparse;

import dev.lanes.vector.SparseVector;

/// Rows in a forward index, and posting lists that bound their weights.
///
/// @param forward the rows
/// @param postings the rows by term
/// @param seismic the rows of each term in clusters
record RowsAndLists(ForwardIndex forward, PostingLists postings, SeismicOnDemand seismic)
        implements StoredRows {
    @Override
    public int size() {
        return forward.size();
    }

    @Override
    public int termLimit() {
        return forward.termLimit();
    }

    @Override
    public SparseVector vector(int row) {
        return forward.vector(row);
    }

    @Override
    public RowReader reader() {
        return forward::vector;
    }

    @Override
    public String problem() {
        return new SegmentCheck(this).problem();
    }
}
