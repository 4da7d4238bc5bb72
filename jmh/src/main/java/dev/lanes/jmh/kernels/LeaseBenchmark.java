package dev.lanes.jmh.kernels;

import dev.lanes.memory.Lease;
import dev.lanes.memory.OffHeap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// What a lease costs a block: taken and given back, by one thread and by two that do nothing else.
/// The limit is three atomic operations, some 5 ns each.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LeaseBenchmark {
    private final OffHeap memory = OffHeap.forOwner("benchmark");

    /// Made by JMH.
    public LeaseBenchmark() {}

    /// One thread.
    @Benchmark
    @Threads(1)
    public void alone() {
        takeAndGiveBack();
    }

    /// Two threads.
    @Benchmark
    @Threads(2)
    public void together() {
        takeAndGiveBack();
    }

    private void takeAndGiveBack() {
        try (Lease _ = memory.lease()) {
            // Nothing: the lease is what is measured.
        }
    }
}
