package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowScoring;
import dev.lanes.memory.Bits;
import java.util.Arrays;

/// Seismic (Bruch, Nardini, Rulli and Venturini, arXiv:2404.18812): of the query's heaviest terms
/// the clusters of rows whose summary promises enough are scored by the forward index.
///
/// The paper goes through the lists one after the other. Here the clusters of all lists are bounded
/// first and visited from the largest bound down, so that the threshold is high soon. At last the
/// neighbours of the best rows are scored, where there are neighbours (arXiv:2408.04443). For one
/// thread.
final class Seismic {
    /// Rows a call of the scoring; the threshold is as old as that.
    private static final int BATCH = 48;

    /// Classes of bounds, in whose order clusters are visited.
    private static final int CLASSES = 256;

    private final Segment segment;
    private final SeismicIndex index;
    private final RowScoring bounding;
    private final RowScoring scoring;

    /// A bit for each row that was met, and where to find those bits again.
    private final long[] met;

    private int[] metRows = new int[1024];
    private int metCount;

    private final int[] batch = new int[BATCH];
    private final float[] scores = new float[BATCH];
    private int batched;

    // Rows that were among the best when they were scored, and their scores.
    private int[] foundRows = new int[1024];
    private float[] foundScores = new float[1024];
    private int foundCount;

    // By cluster of the lists that are looked at.
    private float[] bounds = new float[1024];
    private int[] clusters = new int[1024];
    private int[] order = new int[1024];
    private int count;

    Seismic(Segment segment, SeismicIndex index, Kernels kernels, RowScoring scoring) {
        this.segment = segment;
        this.index = index;
        this.scoring = scoring;
        this.bounding = index.summaries().scoring(kernels, segment.memory());
        this.met = new long[segment.size() / Long.SIZE + 1];
    }

    /// Offers the rows of promising clusters.
    ///
    /// @param query which the scoring has
    Explanation.Work search(Query query, SeismicSearch search, Bits passing, TopHits best) {
        bound(query, search.cut());
        sortByBound();
        batched = 0;
        metCount = 0;
        foundCount = 0;
        for (int i = 0; i < count; i++) {
            int at = order[i];
            // While there is room the threshold is 0.
            if (bounds[at] * search.heapFactor() >= best.threshold()) {
                visit(clusters[at], passing, best);
            }
        }
        score(best);
        visitNeighbours(passing, best);
        for (int i = 0; i < metCount; i++) {
            met[metRows[i] / Long.SIZE] = 0;
        }
        return new Explanation.Work(0, 0, metCount, segment.size() - metCount);
    }

    private void bound(Query query, int cut) {
        int[] lists = heaviest(query, cut);
        count = 0;
        for (int list : lists) {
            count += index.firstCluster(list + 1) - index.firstCluster(list);
        }
        if (count > bounds.length) {
            bounds = new float[2 * count];
            clusters = new int[2 * count];
            order = new int[2 * count];
        }
        int at = 0;
        for (int list : lists) {
            int end = index.firstCluster(list + 1);
            for (int cluster = index.firstCluster(list); cluster < end; cluster++) {
                clusters[at++] = cluster;
            }
        }
        query.ask(bounding);
        bounding.score(clusters, count, bounds);
    }

    /// The terms of largest weight.
    private static int[] heaviest(Query query, int cut) {
        var keys = new long[query.size()];
        for (int i = 0; i < keys.length; i++) {
            // Floats above 0 are in the order of their bits.
            keys[i] = (long) Float.floatToRawIntBits(query.weight(i)) << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        var terms = new int[Math.min(cut, keys.length)];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = query.term((int) keys[keys.length - 1 - i]);
        }
        return terms;
    }

    /// From large to small, by classes: within one they stay as they are.
    private void sortByBound() {
        float largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, bounds[i]);
        }
        double scale = largest > 0 ? (CLASSES - 1) / (double) largest : 0;
        var places = new int[CLASSES + 1];
        for (int i = 0; i < count; i++) {
            places[CLASSES - boundClass(bounds[i], scale)]++;
        }
        for (int i = 1; i <= CLASSES; i++) {
            places[i] += places[i - 1];
        }
        for (int i = 0; i < count; i++) {
            order[places[CLASSES - 1 - boundClass(bounds[i], scale)]++] = i;
        }
    }

    private static int boundClass(float bound, double scale) {
        return Math.clamp((long) (bound * scale), 0, CLASSES - 1);
    }

    private void visit(int cluster, Bits passing, TopHits best) {
        int end = index.firstRow(cluster + 1);
        for (int i = index.firstRow(cluster); i < end; i++) {
            visitRow(index.row(i), passing, best);
        }
    }

    private void visitRow(int row, Bits passing, TopHits best) {
        long bit = 1L << row;
        if ((met[row / Long.SIZE] & bit) == 0 && passing.get(row)) {
            met[row / Long.SIZE] |= bit;
            remember(row);
            batch[batched++] = row;
            if (batched == BATCH) {
                score(best);
            }
        }
    }

    /// Scores the neighbours of the rows that are the best so far.
    private void visitNeighbours(Bits passing, TopHits best) {
        var neighbours = index.neighbours();
        int found = foundCount;
        float threshold = best.threshold();
        for (int i = 0; i < found; i++) {
            for (int j = 0; j < neighbours.count() && foundScores[i] >= threshold; j++) {
                int row = neighbours.get(foundRows[i], j);
                if (row != NeighbourMaker.NONE) {
                    visitRow(row, passing, best);
                }
            }
        }
        score(best);
    }

    private void remember(int row) {
        if (metCount == metRows.length) {
            metRows = Arrays.copyOf(metRows, 2 * metCount);
        }
        metRows[metCount++] = row;
    }

    private void score(TopHits best) {
        scoring.score(batch, batched, scores);
        for (int i = 0; i < batched; i++) {
            if (scores[i] >= best.threshold()) {
                best.offer(segment.id(batch[i]), scores[i]);
                find(batch[i], scores[i]);
            }
        }
        batched = 0;
    }

    private void find(int row, float score) {
        if (foundCount == foundRows.length) {
            foundRows = Arrays.copyOf(foundRows, 2 * foundCount);
            foundScores = Arrays.copyOf(foundScores, 2 * foundCount);
        }
        foundRows[foundCount] = row;
        foundScores[foundCount++] = score;
    }
}
