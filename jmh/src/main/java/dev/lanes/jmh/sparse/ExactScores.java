package dev.lanes.jmh.sparse;

import dev.lanes.jmh.data.SparseRows;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.vector.SparseVector;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/// The exact answer to every query, by the plainest algorithm there is, in double precision: an
/// accumulator for each row. Of it is kept what judges others: how large the k-th best score is.
///
/// A row that was found is right when its true score is at least that, so that of rows with equal
/// scores none is wrong; equal means within a millionth. A row that has no term of the query is
/// never right, and a row named twice counts once.
public final class ExactScores {
    /// Rows whose accumulators lie in the caches at one time.
    private static final int CHUNK_ROWS = 1 << 15;

    private static final double RELATIVE_SLACK = 1e-6;

    private final SparseTask task;
    private final List<SparseVector> queries;
    private final List<PriorityQueue<Double>> best;

    private ExactScores(SparseTask task) {
        this.task = task;
        queries = task.queries().all();
        best = queries.stream().map(_ -> new PriorityQueue<Double>()).toList();
    }

    /// Scores every row for every query.
    static ExactScores compute(SparseTask task, Progress progress) {
        ExactScores scores = new ExactScores(task);
        int rows = task.base().size();
        progress.start("exact search", "rows", rows);
        double[] sums = new double[CHUNK_ROWS];
        for (int first = 0; first < rows; first += CHUNK_ROWS) {
            int end = Math.min(rows, first + CHUNK_ROWS);
            Lists lists = Lists.of(task.base(), first, end);
            for (int query = 0; query < scores.queries.size(); query++) {
                lists.add(scores.queries.get(query), sums);
                scores.offer(query, sums, end - first);
            }
            progress.done(end);
        }
        return scores;
    }

    /// Takes the scores of a chunk and leaves zeros.
    private void offer(int query, double[] sums, int count) {
        PriorityQueue<Double> heap = best.get(query);
        double threshold = heap.size() == task.k() ? heap.element() : 0;
        for (int i = 0; i < count; i++) {
            if (sums[i] > threshold) {
                heap.add(sums[i]);
                if (heap.size() > task.k()) {
                    heap.remove();
                }
                threshold = heap.size() == task.k() ? heap.element() : 0;
            }
            sums[i] = 0;
        }
    }

    /// Judges what a search found.
    ///
    /// @param answers by query at most k rows
    /// @return the share of right rows, in 0..1; 1 when there was nothing to be found
    double recall(List<int[]> answers) {
        long right = 0;
        long wanted = 0;
        for (int query = 0; query < answers.size(); query++) {
            right += countRight(query, answers.get(query));
            wanted += best.get(query).size();
        }
        return wanted == 0 ? 1 : (double) right / wanted;
    }

    private int countRight(int query, int[] answer) {
        if (answer.length > task.k()) {
            throw new IllegalStateException(
                    "an answer must have at most %d rows but has %d"
                            .formatted(task.k(), answer.length));
        }
        if (best.get(query).isEmpty()) {
            return 0;
        }
        double floor = best.get(query).element() * (1 - RELATIVE_SLACK);
        Set<Integer> right = new HashSet<>();
        for (int row : answer) {
            double score = score(queries.get(query), row);
            if (score > 0 && score >= floor) {
                right.add(row);
            }
        }
        return right.size();
    }

    /// By a merge of the two rows, in the order of the terms as the accumulator does it.
    private double score(SparseVector query, int row) {
        SparseRows base = task.base();
        double sum = 0;
        int posting = base.start(row);
        int end = base.start(row + 1);
        for (int i = 0; i < query.size(); i++) {
            while (posting < end && base.term(posting) < query.term(i)) {
                posting++;
            }
            if (posting < end && base.term(posting) == query.term(i)) {
                sum += (double) query.weight(i) * base.weight(posting);
            }
        }
        return sum;
    }

    /// The postings of some rows, by term.
    ///
    /// @param starts where each term's list begins
    /// @param rows counted from the first of these rows
    /// @param weights as many
    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    private record Lists(int[] starts, int[] rows, float[] weights) {
        static Lists of(SparseRows base, int first, int end) {
            int from = base.start(first);
            int count = base.start(end) - from;
            int[] starts = new int[base.columns() + 1];
            for (int i = from; i < from + count; i++) {
                starts[base.term(i) + 1]++;
            }
            for (int term = 0; term < base.columns(); term++) {
                starts[term + 1] += starts[term];
            }
            int[] next = starts.clone();
            int[] rows = new int[count];
            float[] weights = new float[count];
            for (int row = first; row < end; row++) {
                for (int i = base.start(row); i < base.start(row + 1); i++) {
                    int place = next[base.term(i)]++;
                    rows[place] = row - first;
                    weights[place] = base.weight(i);
                }
            }
            return new Lists(starts, rows, weights);
        }

        void add(SparseVector query, double[] sums) {
            for (int i = 0; i < query.size() && query.term(i) < starts.length - 1; i++) {
                double weight = query.weight(i);
                int end = starts[query.term(i) + 1];
                for (int place = starts[query.term(i)]; place < end; place++) {
                    sums[rows[place]] += weight * weights[place];
                }
            }
        }
    }
}
