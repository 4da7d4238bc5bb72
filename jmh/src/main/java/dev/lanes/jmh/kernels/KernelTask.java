package dev.lanes.jmh.kernels;

import dev.lanes.jmh.UsageException;
import dev.lanes.kernels.RowFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// What is to be measured.
///
/// @param dimensions of the rows, at least one
/// @param gigabytes (2^30 bytes) of rows that are read at random places; of small encodings at most
///   a million rows
/// @param rounds of each figure, whose median it is
/// @param seconds that all rounds of a figure take together
/// @param only which kernels: part of "float32 384 random dot"
public record KernelTask(
        List<Integer> dimensions, double gigabytes, int rounds, double seconds, Pattern only) {
    private static final double MOST_GIGABYTES = 64;

    /// @throws UsageException when a value is out of range
    public KernelTask {
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty()) {
            throw new UsageException("--dimensions must have at least 1 value but had none");
        }
        for (int dimension : dimensions) {
            if (dimension < 1 || dimension > RowFormat.MAX_DIMENSION) {
                throw new UsageException(
                        "a dimension must be in 1..%d but was %d"
                                .formatted(RowFormat.MAX_DIMENSION, dimension));
            }
        }
        if (!(gigabytes > 0 && gigabytes <= MOST_GIGABYTES)) {
            throw new UsageException(
                    "--gigabytes must be above 0 and at most %.0f but was %s"
                            .formatted(MOST_GIGABYTES, gigabytes));
        }
        UsageException.requireAtLeastOne("--rounds", rounds);
        if (!(seconds > 0 && seconds <= TimeUnit.HOURS.toSeconds(1))) {
            throw new UsageException(
                    "--seconds must be above 0 and at most 3600 but was " + seconds);
        }
    }

    long bytes() {
        return (long) (gigabytes * (1 << 30));
    }

    /// A turn of the warm-up, of which there may be many: a quarter of a figure's time.
    long warmUpNanos() {
        return nanos(seconds / 4);
    }

    /// What the JIT compiler is given before the rounds begin anyway.
    long longestWarmUpNanos() {
        return nanos(seconds * 80);
    }

    long roundNanos() {
        return nanos(seconds / rounds);
    }

    private static long nanos(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    boolean wants(Kernel kernel) {
        return only.matcher(kernel.label()).find();
    }
}
