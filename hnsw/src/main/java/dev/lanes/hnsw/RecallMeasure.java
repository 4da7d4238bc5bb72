package dev.lanes.hnsw;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Searches for a sample of queries with beams that widen, until the recall is high.
///
/// @param leaveOut takes the row that the next search is to be made without
record RecallMeasure(RecallSample sample, Searcher searcher, IntConsumer leaveOut) {
    /// A curve goes at least up to here, since others ask for other recalls.
    private static final double HIGH = .99;

    private static final double STEP = 1.5;

    /// How much the recall of queries like those of the sample may fall short of what was asked
    /// for: two standard errors of the sample's mean are at most that, or are made up for.
    private static final double TOLERANCE = .005;

    /// The recall by the width of the beam.
    ///
    /// @param target how far the curve must go
    /// @return nothing when the thread was interrupted
    Optional<RecallCurve> curve(double target) {
        var points = new ArrayList<RecallCurve.Point>();
        int ef =
                sample.queries().size() < Calibration.FEWEST_QUERIES
                        ? RecallCurve.WIDEST
                        : sample.k();
        double recall = 0;
        while (true) {
            recall = Math.max(recall, recall(ef));
            points.add(new RecallCurve.Point(ef, recall));
            if (Thread.currentThread().isInterrupted()) {
                return Optional.empty();
            }
            if (recall >= Math.max(target, HIGH) || ef >= RecallCurve.WIDEST) {
                return Optional.of(new RecallCurve(sample.k(), points));
            }
            ef = Math.min(RecallCurve.WIDEST, (int) Math.ceil(STEP * ef));
        }
    }

    private double recall(int ef) {
        int k = sample.k();
        long all = 0;
        long squares = 0;
        for (var query : sample.queries()) {
            leaveOut.accept(query.row());
            int found = found(query, ef);
            all += found;
            squares += (long) found * found;
        }
        double count = Math.max(1, sample.queries().size());
        double mean = all / count;
        double error = Math.sqrt(Math.max(0, squares / count - mean * mean) / count) / k;
        // One more miss than was seen: no sample shows that nothing is ever missed.
        double recall = all / (count * k + 1);
        return Math.max(0, recall - Math.max(0, 2 * error - TOLERANCE));
    }

    /// Hits as good as the k-th closest row. Of rows with one score any will do.
    private int found(RecallSample.Query query, int ef) {
        int found = 0;
        for (var hit : Searches.search(searcher, query.vector(), sample.k(), ef)) {
            found += hit.score() >= query.worst() ? 1 : 0;
        }
        return found;
    }
}
