package dev.lanes.kernels.internal;

/// What a [Batch] offers rows to: those of one query that are worth keeping, by values that are
/// only near to the true ones. For one thread.
public sealed interface Wanted permits Candidates, Reaching {
    /// Tells how far values may be from the true ones. Values that were offered before are covered
    /// by what was told then.
    ///
    /// @param bound at least 0; infinite or NaN when nothing is known
    void allowFor(double bound);

    /// What a value must reach to be kept; it only matters to those who wish to save an offer.
    ///
    /// @return a float, infinite when it is useless to go on
    float least();

    /// Keeps a row if it may be wanted.
    ///
    /// @param row its ordinal, offered only once
    /// @param value what is near to its raw value; NaN is below everything
    void offer(int row, float value);
}
