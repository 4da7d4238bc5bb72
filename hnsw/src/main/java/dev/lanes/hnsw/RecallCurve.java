package dev.lanes.hnsw;

import java.util.List;

/// The recall that a sample of queries lets expect, by the width of the beam.
///
/// @param k how many hits
/// @param points rising in both, at least one
record RecallCurve(int k, List<Point> points) {
    /// No beam is made wider than this for the sake of recall.
    static final int WIDEST = 4096;

    /// @param efSearch the width of the beam, at least 1
    /// @param recall above 0 and below 1
    record Point(int efSearch, double recall) {}

    RecallCurve {
        points = List.copyOf(points);
    }

    /// Whether it says which beam a recall takes.
    boolean reaches(double recall) {
        return points.getLast().recall() >= recall || points.getLast().efSearch() >= WIDEST;
    }

    /// The narrowest beam for a recall. Between two points the logarithm of what is missed falls
    /// with the logarithm of the width, as it does over wide ranges.
    ///
    /// @return the widest of the points when none reaches it
    int efSearch(double recall) {
        if (points.getFirst().recall() >= recall) {
            return points.getFirst().efSearch();
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).recall() >= recall) {
                return between(points.get(i - 1), points.get(i), recall);
            }
        }
        return points.getLast().efSearch();
    }

    private static int between(Point below, Point above, double recall) {
        double share =
                (Math.log1p(-recall) - Math.log1p(-below.recall()))
                        / (Math.log1p(-above.recall()) - Math.log1p(-below.recall()));
        double log =
                Math.log(below.efSearch())
                        + share * (Math.log(above.efSearch()) - Math.log(below.efSearch()));
        return (int) Math.ceil(Math.exp(log));
    }
}
