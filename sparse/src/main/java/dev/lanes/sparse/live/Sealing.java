package dev.lanes.sparse.live;

import java.util.List;

/// Makes the parts of an index. Safe for many threads.
///
/// @param <S> sealed parts
/// @param <F> fresh parts
public interface Sealing<S extends SealedPart, F extends FreshPart<?>> {
    /// A part without rows.
    F fresh();

    /// New parts with the rows of old ones that are live now, or were when this began.
    ///
    /// @param parts that no row comes to
    /// @param check throws IllegalStateException when the work is no longer wanted; called often
    /// @return few parts, none without rows, each with memory of its own
    List<S> seal(Generation<S, F> parts, Runnable check);
}
