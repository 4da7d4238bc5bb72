package dev.lanes.vector;

import java.util.Arrays;

/// A row with few values that are not zero, such as a learned sparse encoder makes of a text: terms
/// by number, each with a weight. Immutable and safe for many threads.
public final class SparseVector {
    /// Beyond this ratio of lengths, each term of the shorter row is searched for in the longer
    /// one.
    private static final int MUCH_LONGER = 16;

    private final int[] terms;
    private final float[] weights;

    private SparseVector(int[] terms, float[] weights) {
        this.terms = terms;
        this.weights = weights;
    }

    /// A row.
    ///
    /// @param terms numbers of its terms, ascending, none twice, none negative; copied
    /// @param weights the weight of each term, finite; copied
    /// @return the row
    /// @throws IllegalArgumentException when the terms are not like that, or the weights are not
    ///   finite or not as many; the message gives the place
    public static SparseVector of(int[] terms, float[] weights) {
        if (terms.length != weights.length) {
            throw new IllegalArgumentException(
                    "sparse vector must have a weight for each of %d terms but had %d"
                            .formatted(terms.length, weights.length));
        }
        int last = -1;
        for (int i = 0; i < terms.length; i++) {
            if (terms[i] <= last) {
                throw new IllegalArgumentException(
                        "terms must ascend from 0 on but term %d was %d after %d"
                                .formatted(i, terms[i], last));
            }
            last = terms[i];
            if (!Float.isFinite(weights[i])) {
                throw new IllegalArgumentException(
                        "weights must be finite but weight %d was %s".formatted(i, weights[i]));
            }
        }
        return new SparseVector(terms.clone(), weights.clone());
    }

    /// How many terms it has.
    ///
    /// @return the number of stored weights
    public int size() {
        return terms.length;
    }

    /// One of its terms.
    ///
    /// @param index which, from 0 in ascending order
    /// @return the term's number
    public int term(int index) {
        return terms[index];
    }

    /// The weight of one of its terms.
    ///
    /// @param index which
    /// @return the weight
    public float weight(int index) {
        return weights[index];
    }

    /// The dot product with a dense row.
    ///
    /// @param dense a value for each term
    /// @return Σ weight · dense[term], added in the order of the terms
    /// @throws IllegalArgumentException when the dense row has no value for the last term
    public float dot(float[] dense) {
        if (terms.length > 0 && terms[terms.length - 1] >= dense.length) {
            throw new IllegalArgumentException(
                    "dense row must have a value for term %d but had %d values"
                            .formatted(terms[terms.length - 1], dense.length));
        }
        float sum = 0;
        for (int i = 0; i < terms.length; i++) {
            sum += weights[i] * dense[terms[i]];
        }
        return sum;
    }

    /// The dot product with another sparse row.
    ///
    /// @param other the other row
    /// @return Σ weight · weight over the terms that both have, added in the order of the terms
    public float dot(SparseVector other) {
        if (other.size() > MUCH_LONGER * size()) {
            return searchEach(other);
        }
        if (size() > MUCH_LONGER * other.size()) {
            return other.searchEach(this);
        }
        float sum = 0;
        int i = 0;
        int j = 0;
        while (i < terms.length && j < other.terms.length) {
            int a = terms[i];
            int b = other.terms[j];
            if (a == b) {
                sum += weights[i] * other.weights[j];
            }
            // Without branches: which of two terms is smaller cannot be foretold.
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }
        return sum;
    }

    private float searchEach(SparseVector longer) {
        float sum = 0;
        int from = 0;
        for (int i = 0; i < terms.length; i++) {
            int at = Arrays.binarySearch(longer.terms, from, longer.terms.length, terms[i]);
            if (at >= 0) {
                sum += weights[i] * longer.weights[at];
            }
            from = at >= 0 ? at + 1 : -at - 1;
        }
        return sum;
    }

    /// The terms on one side of a choice.
    SparseVector select(boolean[] chosen, boolean side) {
        int count = 0;
        for (boolean is : chosen) {
            count += is == side ? 1 : 0;
        }
        var someTerms = new int[count];
        var someWeights = new float[count];
        int at = 0;
        for (int i = 0; i < terms.length; i++) {
            if (chosen[i] == side) {
                someTerms[at] = terms[i];
                someWeights[at++] = weights[i];
            }
        }
        return new SparseVector(someTerms, someWeights);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseVector vector
                && Arrays.equals(terms, vector.terms)
                && Arrays.equals(weights, vector.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(terms) + Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "sparse vector of %d terms".formatted(terms.length);
    }
}
