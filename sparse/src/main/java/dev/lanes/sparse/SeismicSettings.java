package dev.lanes.sparse;

import java.util.Objects;

/// How [Algorithm#SEISMIC] clusters the rows of a segment. The defaults are those of OpenSearch's
/// `sparse_vector` field, whose parameters are named in brackets. Immutable.
///
/// @param postings the most rows that a term's list keeps, those of largest weight [`n_postings`],
///   in 1..1,000,000; [#AUTOMATIC] for 0.0005 of the segment's rows, but at least
///   [#FEWEST_POSTINGS]
/// @param clusterRatio clusters of a list, as a part of its rows [`cluster_ratio`], in 0..1 without
///   0; a list has at most 65,535
/// @param summaryPruneRatio the part of a summary's mass that is kept, its largest weights
///   [`summary_prune_ratio`], in 0..1 without 0
/// @param approximateThreshold segments of fewer rows are searched exactly
///   [`approximate_threshold`], at least 0
/// @param build when clusters are made
public record SeismicSettings(
        int postings,
        double clusterRatio,
        double summaryPruneRatio,
        int approximateThreshold,
        Build build) {
    /// In the place of a number of postings: it goes by the segment's rows.
    public static final int AUTOMATIC = 0;

    /// The least number of postings that [#AUTOMATIC] gives.
    public static final int FEWEST_POSTINGS = 160;

    private static final int MOST_POSTINGS = 1_000_000;
    private static final double POSTINGS_A_ROW = 0.0005;

    /// When the clusters of a segment are made. They are not written to files.
    public enum Build {
        /// By the first search that asks for them, which takes as long as that takes.
        ON_DEMAND,
        /// When rows are sealed.
        AT_SEALING
    }

    public SeismicSettings {
        if (postings < 0 || postings > MOST_POSTINGS) {
            throw new IllegalArgumentException(
                    "postings must be in 0..%d but were %d".formatted(MOST_POSTINGS, postings));
        }
        requireRatio("cluster ratio", clusterRatio);
        requireRatio("summary prune ratio", summaryPruneRatio);
        if (approximateThreshold < 0) {
            throw new IllegalArgumentException(
                    "approximate threshold must be at least 0 but was " + approximateThreshold);
        }
        Objects.requireNonNull(build, "build");
    }

    private static void requireRatio(String name, double ratio) {
        if (!(ratio > 0 && ratio <= 1)) {
            throw new IllegalArgumentException(
                    "%s must be above 0 and at most 1 but was %s".formatted(name, ratio));
        }
    }

    /// OpenSearch's defaults, built on demand.
    ///
    /// @return settings to go on from
    public static SeismicSettings of() {
        return new SeismicSettings(AUTOMATIC, 0.1, 0.4, 1_000_000, Build.ON_DEMAND);
    }

    /// The same with lists of another length.
    ///
    /// @param most rows that a list keeps
    /// @return new settings
    public SeismicSettings withPostings(int most) {
        return new SeismicSettings(
                most, clusterRatio, summaryPruneRatio, approximateThreshold, build);
    }

    /// The same with more or fewer clusters.
    ///
    /// @param ratio of a list's rows
    /// @return new settings
    public SeismicSettings withClusterRatio(double ratio) {
        return new SeismicSettings(postings, ratio, summaryPruneRatio, approximateThreshold, build);
    }

    /// The same with longer or shorter summaries.
    ///
    /// @param ratio of a summary's mass
    /// @return new settings
    public SeismicSettings withSummaryPruneRatio(double ratio) {
        return new SeismicSettings(postings, clusterRatio, ratio, approximateThreshold, build);
    }

    /// The same for other sizes of segments.
    ///
    /// @param rows below which a segment is searched exactly
    /// @return new settings
    public SeismicSettings withApproximateThreshold(int rows) {
        return new SeismicSettings(postings, clusterRatio, summaryPruneRatio, rows, build);
    }

    /// The same, built at another time.
    ///
    /// @param when clusters are made
    /// @return new settings
    public SeismicSettings withBuild(Build when) {
        return new SeismicSettings(
                postings, clusterRatio, summaryPruneRatio, approximateThreshold, when);
    }

    /// The most rows of a list in a segment of some size.
    int postingsFor(int rows) {
        return postings == AUTOMATIC
                ? Math.max(FEWEST_POSTINGS, (int) (POSTINGS_A_ROW * rows))
                : postings;
    }
}
