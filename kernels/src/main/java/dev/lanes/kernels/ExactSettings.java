package dev.lanes.kernels;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/// How an [ExactSearch] goes about it. None of this but k and the rescoring changes what it finds.
///
/// @param k how many rows a query asks for, 1 to 100000
/// @param queryChunk queries that are compared together, 1 to 1024: memory is taken for so many
/// @param rowChunk rows that one task of the executor compares with a chunk of queries, at least 1
/// @param executor runs the tasks. They never wait for each other, so any will do; the caller waits
///   for all, so it must not be a thread of a pool that is full of callers
/// @param rescoring what the survivors are compared with, when the matrix is compressed
public record ExactSettings(
        int k, int queryChunk, int rowChunk, Executor executor, Optional<Rescoring> rescoring) {
    /// The largest [#k].
    public static final int MAX_K = 100_000;

    /// The largest [#queryChunk].
    public static final int MAX_QUERY_CHUNK = 1024;

    private static final int DEFAULT_QUERY_CHUNK = 256;
    private static final int DEFAULT_ROW_CHUNK = 1 << 15;

    public ExactSettings {
        requireRange("k", k, MAX_K);
        requireRange("queryChunk", queryChunk, MAX_QUERY_CHUNK);
        requireRange("rowChunk", rowChunk, Integer.MAX_VALUE);
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(rescoring, "rescoring");
    }

    private static void requireRange(String name, int value, int to) {
        if (value < 1 || value > to) {
            throw new IllegalArgumentException(
                    "%s must be in 1..%d but was %d".formatted(name, to, value));
        }
    }

    /// The defaults: in the calling thread, without rescoring.
    ///
    /// @param k how many rows a query asks for, 1 to 100000
    /// @return settings to go on from
    public static ExactSettings of(int k) {
        return new ExactSettings(
                k, DEFAULT_QUERY_CHUNK, DEFAULT_ROW_CHUNK, Runnable::run, Optional.empty());
    }

    /// The same with other chunks of queries.
    ///
    /// @param queryChunk queries that are compared together, 1 to 1024
    /// @return new settings
    public ExactSettings withQueryChunk(int queryChunk) {
        return new ExactSettings(k, queryChunk, rowChunk, executor, rescoring);
    }

    /// The same with other chunks of rows.
    ///
    /// @param rowChunk rows that one task compares, at least 1
    /// @return new settings
    public ExactSettings withRowChunk(int rowChunk) {
        return new ExactSettings(k, queryChunk, rowChunk, executor, rescoring);
    }

    /// The same on other threads.
    ///
    /// @param executor runs the tasks
    /// @return new settings
    public ExactSettings withExecutor(Executor executor) {
        return new ExactSettings(k, queryChunk, rowChunk, executor, rescoring);
    }

    /// The same with the best 2k + 10 rows of a query compared in full precision. For 8-bit rows
    /// that finds at least .9995 of what is among the 10 best; the page docs/decisions/0008 has the
    /// figures.
    ///
    /// @param full the same rows in full precision, under the same ordinals
    /// @return new settings
    public ExactSettings withRescoring(VectorMatrix full) {
        return withRescoring(new Rescoring(full, 2 * k + 10));
    }

    /// The same with survivors compared in full precision.
    ///
    /// @param rescoring the rows in full precision and how many survive
    /// @return new settings
    public ExactSettings withRescoring(Rescoring rescoring) {
        return new ExactSettings(k, queryChunk, rowChunk, executor, Optional.of(rescoring));
    }
}
