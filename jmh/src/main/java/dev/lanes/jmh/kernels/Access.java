package dev.lanes.jmh.kernels;

import java.util.Locale;

/// Where the rows are when they are asked for.
public enum Access {
    /// At random places of more memory than any cache holds.
    RANDOM,
    /// All of them in the first-level cache.
    L1;

    /// 24 KiB leave room for the query in the 32 KiB that most processors have.
    private static final long CACHED_BYTES = 24 << 10;

    private static final int CACHED_ROWS = 16;

    /// More rows of a small encoding take minutes to encode and are as far away.
    private static final int MOST_ROWS = 1 << 20;

    /// How many rows there are.
    ///
    /// @param rowBytes of one of them
    /// @param bytes that rows at random places should take altogether
    int rows(long rowBytes, long bytes) {
        long rows =
                switch (this) {
                    case L1 -> Math.clamp(CACHED_BYTES / rowBytes, 1, CACHED_ROWS);
                    case RANDOM -> Math.clamp(bytes / rowBytes, CACHED_ROWS, MOST_ROWS);
                };
        return Math.toIntExact(rows);
    }

    /// As it stands in results.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
