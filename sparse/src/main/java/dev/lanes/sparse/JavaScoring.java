package dev.lanes.sparse;

import dev.lanes.kernels.RowScoring;

/// Scores rows of a forward index in plain Java: the oracle of the scoring in C. For one thread.
final class JavaScoring implements RowScoring {
    private final ForwardIndex rows;
    private final float[] query;
    private int[] asked = {};
    private final double[] sums = new double[ForwardIndex.SUMS];

    JavaScoring(ForwardIndex rows) {
        this.rows = rows;
        this.query = new float[rows.termLimit()];
    }

    @Override
    public void ask(int[] terms, float[] weights) {
        for (int term : asked) {
            query[term] = 0;
        }
        asked = terms.clone();
        for (int i = 0; i < terms.length; i++) {
            query[terms[i]] = weights[i];
        }
    }

    @Override
    public void score(int[] ordinals, int count, float[] scores) {
        for (int i = 0; i < count; i++) {
            scores[i] = rows.score(ordinals[i], query, sums);
        }
    }
}
