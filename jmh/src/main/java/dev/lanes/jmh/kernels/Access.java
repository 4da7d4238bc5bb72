package dev.lanes.jmh.kernels;

import java.util.Locale;

/// Where the rows are when they are asked for.
public enum Access {
    /// At random places of memory.
    RANDOM,
    /// All of them in the first-level cache.
    L1;

    /// 24 KiB leave room for the query in the 32 KiB that most processors have.
    private static final long CACHED_BYTES = 24 << 10;

    private static final int CACHED_ROWS = 16;

    /// How many rows there are. At random places as many of every encoding, so that each is as
    /// large as the same data would be.
    ///
    /// @param kind of row
    /// @param dimension of the rows
    /// @param bytes that rows of float32 at random places should take altogether
    int rows(RowKind kind, int dimension, long bytes) {
        return switch (this) {
            case L1 ->
                    Math.toIntExact(
                            Math.clamp(CACHED_BYTES / kind.rowBytes(dimension), 1, CACHED_ROWS));
            case RANDOM -> Math.toIntExact(Math.max(CACHED_ROWS, bytes / dimension / Float.BYTES));
        };
    }

    /// As it stands in results.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
