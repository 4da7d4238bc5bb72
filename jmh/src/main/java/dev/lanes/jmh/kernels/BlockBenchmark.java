package dev.lanes.jmh.kernels;

import dev.lanes.kernels.Backend;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One query against rows at random places: what a graph walk asks of the kernels. Nanoseconds a
/// row.
///
/// `megabytes` says how large the matrix is: 1024 is out of reach of every cache, and every row
/// waits for memory; 0 is 16 rows, which the first-level cache holds. The limit of the first is the
/// bytes of a row over the bandwidth of memory, of the second two loads a fused multiply-add.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BlockBenchmark.BLOCK)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BlockBenchmark {
    static final int BLOCK = 32;

    private static final int BLOCKS = 1 << 12;
    private static final int CACHED_ROWS = 16;

    @Param({"SCALAR", "PANAMA", "NATIVE"})
    private Backend backend;

    @Param({"DOT", "EUCLIDEAN"})
    private Similarity similarity;

    @Param({"384", "784"})
    private int dimension;

    @Param({"1024", "0"})
    private int megabytes;

    private final OffHeap memory = OffHeap.forOwner("benchmark");
    private final int[][] blocks = new int[BLOCKS][];
    private final float[] raws = new float[BLOCK];
    private Scorer scorer;
    private int next;

    /// Made by JMH.
    public BlockBenchmark() {}

    /// Fills the matrix and draws the ordinals of every block.
    @Setup(Level.Trial)
    public void fill() {
        RowFormat format = new RowFormat(dimension, similarity);
        VectorMatrix matrix = VectorMatrix.create(format, memory, Kernels.of(backend));
        int rows =
                Math.max(
                        CACHED_ROWS,
                        Math.toIntExact(((long) megabytes << 20) / matrix.codec().rowBytes()));
        Random random = new Random(1);
        float[] row = new float[dimension];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < dimension; j++) {
                row[j] = random.nextFloat() - .5f;
            }
            matrix.add(row);
        }
        scorer = matrix.scorer(row);
        for (int i = 0; i < BLOCKS; i++) {
            blocks[i] = random.ints(BLOCK, 0, rows).toArray();
        }
    }

    /// Gives the memory back.
    @TearDown(Level.Trial)
    public void free() {
        memory.close();
    }

    /// All rows in one call.
    ///
    /// @return the values, so that nothing is optimised away
    @Benchmark
    public float[] block() {
        scorer.score(block(next++), BLOCK, raws);
        return raws;
    }

    /// One call a row.
    ///
    /// @return the values, so that nothing is optimised away
    @Benchmark
    public float[] oneByOne() {
        int[] ordinals = block(next++);
        for (int i = 0; i < BLOCK; i++) {
            raws[i] = scorer.score(ordinals[i]);
        }
        return raws;
    }

    private int[] block(int index) {
        return blocks[index & (BLOCKS - 1)];
    }
}
