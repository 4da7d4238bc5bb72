package dev.lanes.search.semantic;

import dev.lanes.kernels.PairScan;
import dev.lanes.kernels.TopK;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.vector.Similarity;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Pairs of rows of which one is among the k that are closest to the other.
///
/// A pair that both rows have among their closest is offered by the one that is done first. What
/// the other must know for that is the last of the first's closest: 8 bytes a row. (A pair that was
/// not offered because there were better ones already is not worth offering later either.)
final class NearestPairs {
    private final VectorMatrix rows;
    private final Similarity similarity;
    private final int size;
    private final ParaphraseSettings settings;
    private final int topK;
    private final BestPairs best;

    /// Of each row that is done, the last of its closest; under the lock of `best`.
    private final float[] lastScores;

    private final int[] lastRows;

    NearestPairs(VectorMatrix rows, ParaphraseSettings settings, BestPairs best) {
        this.rows = rows;
        this.similarity = rows.format().similarity();
        this.size = rows.size();
        this.settings = settings;
        this.topK = settings.topK().orElseThrow();
        this.best = best;
        lastScores = new float[size];
        lastRows = new int[size];
        // Before a row is done, it has nothing among its closest.
        Arrays.fill(lastScores, Float.POSITIVE_INFINITY);
        Arrays.fill(lastRows, -1);
    }

    void compare(Work work) {
        work.plan((long) size * (size - 1));
        int queryChunk = settings.queryChunk();
        int chunks = (int) ((size + queryChunk - 1L) / queryChunk);
        work.run(chunks, chunk -> compare(chunk * queryChunk, work));
    }

    private void compare(int first, Work work) {
        int last = (int) Math.min(size, (long) first + settings.queryChunk());
        var closest = new TopK[last - first];
        Arrays.setAll(closest, _ -> new TopK(Math.min(topK, size)));
        var raws = new float[closest.length];
        try (var scan = PairScan.of(rows, IntStream.range(first, last).toArray())) {
            for (long from = 0; from < size; from += settings.corpusChunk()) {
                int to = (int) Math.min(size, from + settings.corpusChunk());
                for (int i = 0; i < raws.length; i++) {
                    float least = Math.max(best.least(), closest[i].threshold());
                    raws[i] = Scores.leastRaw(similarity, least);
                }
                scan.scan(
                        (int) from,
                        to,
                        raws,
                        (query, row, raw) -> {
                            if (first + query != row) {
                                closest[query].offer(row, similarity.score(raw));
                            }
                        });
                work.compared(
                        (to - from) * closest.length
                                - Math.max(0, Math.min(last, to) - Math.max(first, from)));
            }
        }
        publish(first, closest);
    }

    private void publish(int first, TopK[] closest) {
        synchronized (best) {
            for (int i = 0; i < closest.length; i++) {
                publish(first + i, closest[i]);
            }
        }
    }

    private void publish(int row, TopK closest) {
        boolean isFull = closest.size() == topK;
        float lastScore = isFull ? closest.worst() : Float.NEGATIVE_INFINITY;
        int lastRow = Integer.MAX_VALUE;
        while (closest.size() > 0) {
            float score = closest.worst();
            int other = closest.removeWorst();
            if (isFull && lastRow == Integer.MAX_VALUE) {
                lastRow = other;
            }
            boolean isOffered =
                    score > lastScores[other]
                            || (score == lastScores[other] && row <= lastRows[other]);
            if (!isOffered) {
                best.offer(Math.min(row, other), Math.max(row, other), score);
            }
        }
        lastScores[row] = lastScore;
        lastRows[row] = lastRow;
    }
}
