package dev.lanes.sparse;

/// How the rows of a term's list become clusters (Seismic, arXiv:2404.18812). The parameters are
/// those of OpenSearch's `sparse_vector` field, whose names are in brackets. Immutable.
///
/// @param postings the most rows that a term's list keeps, those of largest weight [`n_postings`],
///   in 1..1,000,000; [#BY_ROOT] for two times the square root of the segment's rows (2,000 of a
///   million), [#BY_SHARE] for 0.0005 of them, as OpenSearch has it; both give at least
///   [#FEWEST_POSTINGS]
/// @param ratio clusters of a list, as a part of its rows [`cluster_ratio`], in 0..1 without 0; a
///   list has at most 65,535
/// @param summaryPruneRatio the part of a summary's mass that is kept, its largest weights
///   [`summary_prune_ratio`], in 0..1 without 0
public record SeismicClusters(int postings, double ratio, double summaryPruneRatio) {
    /// In the place of a number of postings: two times the square root of the segment's rows.
    public static final int BY_ROOT = 0;

    /// In the place of a number of postings: 0.0005 of the segment's rows.
    public static final int BY_SHARE = -1;

    /// The least number of postings that goes by the rows.
    public static final int FEWEST_POSTINGS = 160;

    private static final int MOST_POSTINGS = 1_000_000;
    private static final double POSTINGS_A_ROW = 0.0005;

    public SeismicClusters {
        if (postings < BY_SHARE || postings > MOST_POSTINGS) {
            throw new IllegalArgumentException(
                    "postings must be in %d..%d but were %d"
                            .formatted(BY_SHARE, MOST_POSTINGS, postings));
        }
        requireRatio("cluster ratio", ratio);
        requireRatio("summary prune ratio", summaryPruneRatio);
    }

    private static void requireRatio(String name, double ratio) {
        if (!(ratio > 0 && ratio <= 1)) {
            throw new IllegalArgumentException(
                    "%s must be above 0 and at most 1 but was %s".formatted(name, ratio));
        }
    }

    /// Long lists of small clusters: what takes the least time for any recall up to .99. Of small
    /// clusters heap factors of 1.1 to 1.3 are worth what 0.8 to 1 are of large ones.
    ///
    /// @return clusters to go on from
    public static SeismicClusters of() {
        return new SeismicClusters(BY_ROOT, 0.2, 0.4);
    }

    /// OpenSearch's defaults: less memory, and on a million rows a recall of .95 at most.
    ///
    /// @return clusters to go on from
    public static SeismicClusters openSearch() {
        return new SeismicClusters(BY_SHARE, 0.1, 0.4);
    }

    /// The same with lists of another length.
    ///
    /// @param most rows that a list keeps
    /// @return new clusters
    public SeismicClusters withPostings(int most) {
        return new SeismicClusters(most, ratio, summaryPruneRatio);
    }

    /// The same with more or fewer clusters.
    ///
    /// @param part of a list's rows
    /// @return new clusters
    public SeismicClusters withRatio(double part) {
        return new SeismicClusters(postings, part, summaryPruneRatio);
    }

    /// The same with longer or shorter summaries.
    ///
    /// @param part of a summary's mass
    /// @return new clusters
    public SeismicClusters withSummaryPruneRatio(double part) {
        return new SeismicClusters(postings, ratio, part);
    }

    /// The most rows of a list in a segment of some size.
    int postingsFor(int rows) {
        return switch (postings) {
            case BY_ROOT -> Math.max(FEWEST_POSTINGS, (int) (2 * Math.sqrt(rows)));
            case BY_SHARE -> Math.max(FEWEST_POSTINGS, (int) (POSTINGS_A_ROW * rows));
            default -> postings;
        };
    }
}
