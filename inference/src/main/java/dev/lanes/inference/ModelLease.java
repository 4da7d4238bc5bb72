package dev.lanes.inference;

/// The right to use a deployed model. While it is held the model stays in memory, even when it is
/// undeployed meanwhile.
///
/// Safe for use by many threads.
public interface ModelLease extends AutoCloseable {
    /// Which model it is.
    RegisteredModel model();

    /// The encoder, which belongs to the registry: it is not to be closed by the holder, and not to
    /// be used after [#close()].
    ///
    /// @param type [DenseEncoder], [SparseEncoder] or [CrossEncoder], as the model's kind asks for
    /// @throws IllegalStateException when the model is of another kind, or after [#close()]
    <E> E as(Class<E> type);

    /// Gives the lease back. Closing twice is fine.
    @Override
    void close();
}
