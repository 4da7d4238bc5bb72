package dev.lanes.search.retrieval;

import java.util.Arrays;

/// A vector to ask a dense field with. Immutable.
public final class QueryVector implements DenseQuery {
    private final float[] values;

    private QueryVector(float[] values) {
        this.values = values;
    }

    /// A vector.
    ///
    /// @param values at least 1, finite; copied
    /// @return the query
    /// @throws IllegalArgumentException when there is none or one is not finite
    public static QueryVector of(float... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("vector must have at least 1 value but had 0");
        }
        float[] copy = values.clone();
        for (int i = 0; i < values.length; i++) {
            // One zero, as in JSON.
            copy[i] += 0f;
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "vector must be finite but value %d was %s".formatted(i, values[i]));
            }
        }
        return new QueryVector(copy);
    }

    /// Its values.
    ///
    /// @return a copy
    public float[] values() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QueryVector vector && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "vector of %d values".formatted(values.length);
    }
}
