package dev.lanes.sparse;

/// The postings of rows by term and ordinal, a range of terms at a time. It goes over the rows once
/// for each range of terms that have some million postings, so that it takes as much of the heap
/// for many rows as for few.
final class TermSorter {
    /// Postings a range of terms, unless a single one has more.
    private static final int RANGE = 1 << 24;

    private final RowBuffer rows;
    private final int[] order;
    private final int termLimit;

    /// By term: in how many rows it is.
    private final int[] frequencies;

    private int[] ordinals = {};
    private float[] weights = {};

    /// Sorts nothing yet.
    ///
    /// @param order by ordinal, the row in the buffer
    TermSorter(RowBuffer rows, int[] order) {
        this.rows = rows;
        this.order = order;
        this.termLimit = rows.termLimit();
        this.frequencies = new int[termLimit];
        for (int row = 0; row < rows.size(); row++) {
            var piece = rows.terms(row);
            int end = rows.at(row) + rows.length(row);
            for (int at = rows.at(row); at < end; at++) {
                frequencies[piece[at]]++;
            }
        }
    }

    /// In how many rows a term is.
    int frequency(int term) {
        return frequencies[term];
    }

    /// Of the postings that were sorted last, term after term: the ordinals of their rows.
    int[] ordinals() {
        return ordinals;
    }

    /// Of the postings that were sorted last: their weights.
    float[] weights() {
        return weights;
    }

    /// Sorts the postings of a range of terms.
    ///
    /// @param from the first of them
    /// @return the end of the range
    int sortFrom(int from) {
        int to = rangeFrom(from);
        // By term, the place of its next posting.
        var places = new int[to - from + 1];
        for (int term = from; term < to; term++) {
            places[term - from + 1] = places[term - from] + frequencies[term];
        }
        int sum = places[to - from];
        if (ordinals.length < sum) {
            ordinals = new int[sum];
            weights = new float[sum];
        }
        for (int ordinal = 0; ordinal < order.length; ordinal++) {
            int row = order[ordinal];
            var piece = rows.terms(row);
            var weightPiece = rows.weights(row);
            int end = rows.at(row) + rows.length(row);
            for (int at = rows.at(row); at < end; at++) {
                int term = piece[at];
                if (term >= from && term < to) {
                    int place = places[term - from]++;
                    ordinals[place] = ordinal;
                    weights[place] = weightPiece[at];
                }
            }
        }
        return to;
    }

    private int rangeFrom(int from) {
        long sum = frequencies[from];
        int to = from + 1;
        while (to < termLimit && sum + frequencies[to] <= RANGE) {
            sum += frequencies[to++];
        }
        return to;
    }
}
