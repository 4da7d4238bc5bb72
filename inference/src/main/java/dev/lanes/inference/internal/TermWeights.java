package dev.lanes.inference.internal;

import dev.lanes.inference.ModelOutput;
import dev.lanes.inference.SparseActivation;
import dev.lanes.vector.SparseVector;
import java.util.Arrays;
import java.util.BitSet;

/// Makes a sparse vector of the largest number of each term. Formal et al., SPLADE v2 (2021): the
/// weight of term j is max over tokens i of log(1 + relu(w_ij)); the logarithm keeps order, so that
/// it is taken of the maxima only.
final class TermWeights {
    private final SparseActivation activation;
    private final BitSet dropped;
    private final int count;

    /// @param output what the descriptor says
    /// @param special ids of tokens that are no terms
    /// @param count terms of the vocabulary
    TermWeights(ModelOutput.Sparse output, BitSet special, int count) {
        this.activation = output.activation();
        this.count = count;
        this.dropped = (BitSet) special.clone();
        dropped.set(0, Math.min(output.firstTerm(), count));
    }

    int count() {
        return count;
    }

    SparseVector vector(float[] row) {
        var weights = new float[count];
        for (int term = dropped.nextClearBit(0);
                term < count;
                term = dropped.nextClearBit(term + 1)) {
            weights[term] = row[term] > 0 ? (float) weight(row[term]) : 0;
        }
        return positive(weights);
    }

    private double weight(double value) {
        return switch (activation) {
            case NONE -> value;
            case LOG1P -> Math.log1p(value);
            case LOG1P_TWICE -> Math.log1p(Math.log1p(value));
        };
    }

    /// The vector of all weights above 0.
    static SparseVector positive(float[] weights) {
        var terms = new int[weights.length];
        int size = 0;
        for (int term = 0; term < weights.length; term++) {
            if (weights[term] > 0) {
                weights[size] = weights[term];
                terms[size++] = term;
            }
        }
        return SparseVector.of(Arrays.copyOf(terms, size), Arrays.copyOf(weights, size));
    }
}
