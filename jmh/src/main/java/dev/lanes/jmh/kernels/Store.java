package dev.lanes.jmh.kernels;

import java.io.IOException;
import java.util.List;

/// The same rows as every other store has, as one library keeps them.
interface Store extends AutoCloseable {
    /// The library's ways to compare a query with these rows; those of an earlier call are not used
    /// any more.
    ///
    /// @return none where it does not have this operation
    List<Contender> contenders(Operation operation) throws IOException;

    @Override
    void close() throws IOException;
}
