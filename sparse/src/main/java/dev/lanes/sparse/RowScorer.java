package dev.lanes.sparse;

/// Scores rows of a forward index, in plain Java. For one thread.
final class RowScorer {
    private final ForwardIndex rows;
    private final float[] dense;
    private final double[] sums = new double[8];
    private Query last = Query.NONE;

    RowScorer(ForwardIndex rows) {
        this.rows = rows;
        this.dense = new float[rows.termLimit()];
    }

    /// Takes a query whose terms are all below the limit.
    void prepare(Query query) {
        for (int i = 0; i < last.size(); i++) {
            dense[last.term(i)] = 0;
        }
        for (int i = 0; i < query.size(); i++) {
            dense[query.term(i)] = query.weight(i);
        }
        last = query;
    }

    /// Scores rows.
    void score(int[] ordinals, int count, float[] scores) {
        for (int i = 0; i < count; i++) {
            scores[i] = rows.score(ordinals[i], dense, sums);
        }
    }
}
