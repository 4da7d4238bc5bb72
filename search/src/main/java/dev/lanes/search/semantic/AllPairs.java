package dev.lanes.search.semantic;

import dev.lanes.kernels.PairScan;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.vector.Similarity;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Every pair of rows once: a chunk of rows against itself and all that come after.
final class AllPairs {
    private final VectorMatrix rows;
    private final int size;
    private final int queryChunk;
    private final int corpusChunk;

    AllPairs(VectorMatrix rows, int queryChunk, int corpusChunk) {
        this.rows = rows;
        this.size = rows.size();
        this.queryChunk = queryChunk;
        this.corpusChunk = corpusChunk;
    }

    /// Takes pairs of rows, from any thread that works.
    interface Pairs {
        void found(int first, int second, float score);
    }

    /// The score that a pair must reach to be taken; asked again and again, and never to fall.
    interface Least {
        float score();
    }

    /// How many pairs rows make.
    static long count(long rows) {
        return rows * (rows - 1) / 2;
    }

    /// Compares all pairs.
    ///
    /// @param pairs takes those that reach the least score, and perhaps some that do not
    void compare(Work work, Least least, Pairs pairs) {
        work.plan(count(size));
        int chunks = (int) ((size + queryChunk - 1L) / queryChunk);
        work.run(chunks, chunk -> compare(chunk * queryChunk, work, least, pairs));
    }

    private void compare(int first, Work work, Least least, Pairs pairs) {
        int last = (int) Math.min(size, (long) first + queryChunk);
        var similarity = rows.format().similarity();
        var raws = new float[last - first];
        try (var scan = PairScan.of(rows, IntStream.range(first, last).toArray())) {
            for (long from = first; from < size; from += corpusChunk) {
                int to = (int) Math.min(size, from + corpusChunk);
                Arrays.fill(raws, Scores.leastRaw(similarity, least.score()));
                scan.scan(
                        (int) from,
                        to,
                        raws,
                        (query, row, raw) -> pass(first + query, row, raw, similarity, pairs));
                work.compared(pairs((int) from, to, first, last));
            }
        }
    }

    private static void pass(int query, int row, float raw, Similarity similarity, Pairs pairs) {
        if (query < row) {
            pairs.found(query, row, similarity.score(raw));
        }
    }

    /// Of rows from..to with rows first..last, those that were not compared before.
    private static long pairs(int from, int to, int first, int last) {
        long pairs = 0;
        for (int query = first; query < last; query++) {
            pairs += Math.max(0, to - Math.max(from, query + 1));
        }
        return pairs;
    }
}
