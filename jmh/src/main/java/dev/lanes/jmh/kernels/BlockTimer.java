package dev.lanes.jmh.kernels;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Times contenders in turns: all warm up, then in each round every one of them scores blocks for
/// the same time, in the reverse order in every second round. A machine that gets slower or faster
/// meanwhile does so for all.
///
/// What counts is this thread's time on the processor: what other processes take is not in it.
final class BlockTimer {
    /// Rows a block: the links of a row on the lowest level of a graph.
    static final int BLOCK = 32;

    private static final int BLOCKS = 1 << 12;

    private static final int CALM_TURNS = 2;

    /// A part of the best time so far, below which a contender has become faster.
    private static final double FASTER = 0.8;

    /// Between two looks at the clock, which costs as much as several rows.
    private static final int BLOCKS_A_LOOK = 32;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final KernelTask task;
    private final int rows;
    private final int[][] blocks = new int[BLOCKS][];
    private final float[] values = new float[BLOCK];
    private int next;

    /// @param rows ordinals are drawn below this
    BlockTimer(KernelTask task, int rows) {
        this.task = task;
        this.rows = rows;
        Random random = new Random(rows);
        for (int i = 0; i < BLOCKS; i++) {
            blocks[i] = random.ints(BLOCK, 0, rows).toArray();
        }
    }

    int rows() {
        return rows;
    }

    /// Nanoseconds a row, the median of the rounds, for each contender.
    double[] time(List<Contender> contenders) throws IOException {
        warmUp(contenders);
        double[][] rounds = new double[contenders.size()][task.rounds()];
        for (int round = 0; round < task.rounds(); round++) {
            for (int i = 0; i < contenders.size(); i++) {
                int turn = round % 2 == 0 ? i : contenders.size() - 1 - i;
                rounds[turn][round] = score(contenders.get(turn).scorer(), task.roundNanos());
            }
        }
        return Arrays.stream(rounds).mapToDouble(BlockTimer::median).toArray();
    }

    /// In turns, until the JIT compiler has been idle for a whole turn and nobody has become faster
    /// in several.
    private void warmUp(List<Contender> contenders) throws IOException {
        OtherThreads others = new OtherThreads();
        double[] best = new double[contenders.size()];
        Arrays.fill(best, Double.MAX_VALUE);
        long start = System.nanoTime();
        int calmTurns = 0;
        while (calmTurns < CALM_TURNS && System.nanoTime() - start < task.longestWarmUpNanos()) {
            boolean faster = false;
            for (int i = 0; i < best.length; i++) {
                double nanos = score(contenders.get(i).scorer(), task.warmUpNanos());
                faster |= nanos < FASTER * best[i];
                best[i] = Math.min(best[i], nanos);
            }
            calmTurns = faster || others.wereBusy() ? 0 : calmTurns + 1;
        }
    }

    /// Nanoseconds a row of blocks that take at least so long.
    double score(BlockScorer scorer, long nanos) throws IOException {
        long start = threads.getCurrentThreadCpuTime();
        long scored = 0;
        long now;
        do {
            for (int i = 0; i < BLOCKS_A_LOOK; i++) {
                scorer.score(blocks[next++ & (BLOCKS - 1)], values);
            }
            scored += BLOCKS_A_LOOK * BLOCK;
            now = threads.getCurrentThreadCpuTime();
        } while (now - start < nanos);
        return (double) (now - start) / scored;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
