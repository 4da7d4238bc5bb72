package dev.lanes.sparse;

import dev.lanes.kernels.RowScoring;
import dev.lanes.vector.Pruning;
import dev.lanes.vector.SparseVector;
import java.util.Arrays;

/// The terms of a query that have a weight, ascending.
final class Query {
    static final Query NONE = new Query(new int[0], new float[0]);

    private final int[] terms;
    private final float[] weights;

    private Query(int[] terms, float[] weights) {
        this.terms = terms;
        this.weights = weights;
    }

    /// Checks a query.
    ///
    /// @throws IllegalArgumentException when a weight is negative
    static Query of(SparseVector vector) {
        var terms = new int[vector.size()];
        var weights = new float[vector.size()];
        int count = 0;
        for (int i = 0; i < terms.length; i++) {
            float weight = vector.weight(i);
            requireNotNegative(weight, i);
            if (weight > 0) {
                terms[count] = vector.term(i);
                weights[count++] = weight;
            }
        }
        return new Query(Arrays.copyOf(terms, count), Arrays.copyOf(weights, count));
    }

    static void requireNotNegative(float weight, int index) {
        if (weight < 0) {
            throw new IllegalArgumentException(
                    "weights must not be negative but weight %d was %s".formatted(index, weight));
        }
    }

    /// Without the terms from a number on, which an index does not know.
    Query below(int limit) {
        int count = terms.length;
        while (count > 0 && terms[count - 1] >= limit) {
            count--;
        }
        return count == terms.length
                ? this
                : new Query(Arrays.copyOf(terms, count), Arrays.copyOf(weights, count));
    }

    /// Those terms that a rule keeps.
    Query kept(Pruning rule) {
        return of(rule.keep(SparseVector.of(terms, weights)));
    }

    /// Makes it the query of a scoring.
    void ask(RowScoring scoring) {
        scoring.ask(terms, weights);
    }

    int size() {
        return terms.length;
    }

    int term(int index) {
        return terms[index];
    }

    float weight(int index) {
        return weights[index];
    }
}
