package dev.lanes.jmh.report;

import dev.lanes.jmh.measure.HnswResult;
import java.util.Comparator;
import java.util.List;

/// How fast one library is at a recall that lies between those measured.
final class RecallCurve {
    private final List<HnswResult> points;

    /// @param results of one library
    RecallCurve(List<HnswResult> results) {
        points = results.stream().sorted(Comparator.comparingDouble(HnswResult::recall)).toList();
    }

    /// Queries a second at a recall, on the straight line between the two neighbouring points, the
    /// speeds taken as logarithms. Where even the lowest recall measured is higher, that point's
    /// speed with a "≥" before it; where the recall was never reached, "-".
    String qpsAt(double recall) {
        HnswResult below = null;
        for (HnswResult above : points) {
            if (above.recall() >= recall) {
                return below == null
                        ? "≥" + Figures.format(above.qps(), 0)
                        : Figures.format(between(below, above, recall), 0);
            }
            below = above;
        }
        return "-";
    }

    private static double between(HnswResult below, HnswResult above, double recall) {
        double share = (recall - below.recall()) / (above.recall() - below.recall());
        double log = Math.log(below.qps()) * (1 - share) + Math.log(above.qps()) * share;
        return Math.exp(log);
    }
}
