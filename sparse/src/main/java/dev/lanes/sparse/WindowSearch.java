package dev.lanes.sparse;

import dev.lanes.kernels.PostingScan;
import dev.lanes.kernels.RowScoring;
import dev.lanes.memory.Bits;
import java.util.Arrays;

/// What the algorithms over posting lists have in common: it goes over windows of rows, adds up
/// what the algorithm wants added, and scores by the forward index the rows that can still be among
/// the best, those with the largest bounds first.
///
/// An algorithm says, once the first window gave a threshold, which lists are only bounded. Where
/// so many rows are left that reading these lists is cheaper, they are read. For one thread.
final class WindowSearch {
    /// Which lists of a query are not read, given the sum that a row must reach.
    interface Pruning {
        /// Gives the lists their roles.
        ///
        /// @return how many postings the lists have that are not read
        long assign(QueryLists lists, int threshold, PostingScan scan);
    }

    /// The fewest rows of the first window, all lists of which are read for a threshold.
    private static final int FIRST_ROWS = 2048;

    /// Blocks of the first window for each wanted row, so that their peaks tell which rows those
    /// are.
    private static final int FIRST_BLOCKS_A_ROW = 4;

    /// Scoring a row takes as long as adding up so many postings.
    private static final int POSTINGS_A_ROW = 128;

    private static final int BLOCK = 64;

    /// Bounds are below 2^31; few exceed a quarter of it.
    private static final int BUCKETS = 1 << 10;

    private static final int BUCKET_SHIFT = 21;

    /// Once this part of the rows was seen, the threshold is as good as the largest bounds of a
    /// window would make it.
    private static final int KNOWN_PART = 4;

    private final Segment segment;
    private final PostingScan scan;
    private final RowScoring scoring;
    private final int[] ordinals = new int[PostingScan.WINDOW_ROWS];
    private final int[] bounds = new int[PostingScan.WINDOW_ROWS];
    private final int[] block = new int[BLOCK];
    private final float[] scores = new float[BLOCK];
    private final int[] buckets = new int[BUCKETS];
    private int inBlock;

    /// Rows of the window that were offered already, ascending.
    private final int[] done = new int[PostingScan.WINDOW_ROWS];

    private int doneCount;

    private TopHits best;
    private QueryLists lists;
    private int threshold;
    private long scored;

    WindowSearch(Segment segment, PostingScan scan, RowScoring scoring) {
        this.segment = segment;
        this.scan = scan;
        this.scoring = scoring;
        this.best = new TopHits(1);
    }

    /// Offers the rows that may be among the best.
    ///
    /// @param accepted rows that may be returned
    Explanation.Work search(QueryLists asked, Pruning pruning, Bits accepted, TopHits offered) {
        best = offered;
        lists = asked;
        scored = 0;
        lists.fill(scan);
        scan.accept(accepted);
        threshold = lists.threshold(best.threshold());
        int size = segment.size();
        int from = 0;
        while (from < size) {
            boolean isFull = best.isFull();
            long unread = isFull ? pruning.assign(lists, threshold, scan) : 0;
            int rows = Math.min(isFull ? PostingScan.WINDOW_ROWS : firstRows(), size - from);
            scan.scan(from, rows);
            doneCount = 0;
            if ((long) from * KNOWN_PART < size) {
                scoreLargest();
            }
            int count = scan.gather(threshold);
            // What reading the others in this window would save at most, in rows.
            if (count > unread * rows / size / POSTINGS_A_ROW && unread > 0) {
                scan.deepen();
                count = scan.gather(threshold);
            }
            scan.candidates(ordinals, bounds);
            score(count);
            from += rows;
        }
        long added = scan.added();
        return new Explanation.Work(added, lists.postings() - added, scored, size - scored);
    }

    private int firstRows() {
        long blocks = (long) best.room() * FIRST_BLOCKS_A_ROW;
        return Math.clamp(blocks * PostingScan.BLOCK_ROWS, FIRST_ROWS, PostingScan.WINDOW_ROWS);
    }

    /// Scores the rows with the largest bounds, some more than are wanted, for a higher threshold.
    private void scoreLargest() {
        int count = scan.gather(Math.max(threshold, firstBound(scan.peaks(bounds))));
        scan.candidates(ordinals, bounds);
        score(count);
        System.arraycopy(ordinals, 0, done, 0, count);
        doneCount = count;
    }

    /// A bound that a row has in about as many blocks as rows are wanted.
    private int firstBound(int count) {
        int wanted = Math.min(best.room(), count);
        Arrays.fill(buckets, 0);
        for (int i = 0; i < count; i++) {
            // Those below it, which are most, would wait for each other in the same few buckets.
            if (bounds[i] >= threshold) {
                buckets[bounds[i] >>> BUCKET_SHIFT]++;
            }
        }
        int bucket = buckets.length - 1;
        int reached = buckets[bucket];
        while (reached < wanted && bucket > 0) {
            reached += buckets[--bucket];
        }
        return Math.max(1, bucket << BUCKET_SHIFT);
    }

    /// Scores the candidates that were not scored yet.
    private void score(int count) {
        int next = 0;
        for (int i = 0; i < count; i++) {
            while (next < doneCount && done[next] < ordinals[i]) {
                next++;
            }
            boolean isDone = next < doneCount && done[next] == ordinals[i];
            if (!isDone && bounds[i] >= threshold) {
                block[inBlock++] = ordinals[i];
                if (inBlock == BLOCK) {
                    flush();
                }
            }
        }
        flush();
    }

    private void flush() {
        if (inBlock == 0) {
            return;
        }
        scoring.score(block, inBlock, scores);
        for (int i = 0; i < inBlock; i++) {
            best.offer(segment.id(block[i]), scores[i]);
        }
        scored += inBlock;
        inBlock = 0;
        threshold = lists.threshold(best.threshold());
    }
}
