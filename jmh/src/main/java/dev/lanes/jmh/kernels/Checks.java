package dev.lanes.jmh.kernels;

import dev.lanes.memory.OffHeap;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/// What surrounds a kernel: a scorer checks the arrays' lengths and every ordinal, and a native
/// call holds a lease. None of it can be taken out of a scorer, so the same statements are timed
/// alone. That is more than they cost in their place, where the processor does a part of them while
/// it waits for rows.
///
/// @param nsPerRow of the checks, in blocks of 32
/// @param nsPerRowWithLease of the checks and the lease
public record Checks(double nsPerRow, double nsPerRowWithLease) {
    private static final int ROWS = 1 << 20;

    static Checks measure(KernelTask task) throws IOException {
        try (OffHeap memory = OffHeap.forOwner("checks")) {
            double[] nanos =
                    new BlockTimer(task, ROWS)
                            .time(
                                    List.of(
                                            contender(Checks::check),
                                            contender((ordinals, values) -> {
                                                try (var _ = memory.lease()) {
                                                    check(ordinals, values);
                                                }
                                            })));
            return new Checks(nanos[0], nanos[1]);
        }
    }

    private static Contender contender(BlockScorer scorer) {
        return new Contender("lanes", "", "", "", 0, scorer);
    }

    private static void check(int[] ordinals, float[] values) {
        int count = ordinals.length;
        Objects.checkFromToIndex(0, count, Math.min(ordinals.length, values.length));
        for (int i = 0; i < count; i++) {
            Objects.checkIndex(ordinals[i], ROWS);
        }
    }

    /// Nanoseconds a row that a backend spends on them; none for other libraries, whose own checks
    /// are not told apart.
    double of(Contender contender) {
        if (!contender.library().equals("lanes")) {
            return 0;
        }
        return contender.backend().startsWith("native") ? nsPerRowWithLease : nsPerRow;
    }
}
