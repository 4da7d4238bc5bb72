package dev.lanes.sparse;

import java.util.Objects;

/// How [Algorithm#SEISMIC] clusters the rows of a segment. Immutable.
///
/// @param clusters how rows are clustered
/// @param neighbours how many of a row's nearest are kept, in 0..[#MOST_NEIGHBOURS]; a search looks
///   at those of the rows that it found (Bruch, Nardini, Rulli and Venturini, arXiv:2408.04443).
///   They are looked for among the rows of its clusters and take 4 bytes each
/// @param approximateThreshold segments of fewer rows are searched exactly
///   [`approximate_threshold`], at least 0
/// @param build when clusters are made
public record SeismicSettings(
        SeismicClusters clusters, int neighbours, int approximateThreshold, Build build) {
    /// The most neighbours of a row.
    public static final int MOST_NEIGHBOURS = 1000;

    private static final int NEIGHBOURS = 10;
    private static final int APPROXIMATE_THRESHOLD = 1_000_000;

    /// When the clusters of a segment are made. They are not written to files.
    public enum Build {
        /// By the first search that asks for them, which takes as long as that takes.
        ON_DEMAND,
        /// When rows are sealed.
        AT_SEALING
    }

    public SeismicSettings {
        Objects.requireNonNull(clusters, "clusters");
        if (neighbours < 0 || neighbours > MOST_NEIGHBOURS) {
            throw new IllegalArgumentException(
                    "neighbours must be in 0..%d but were %d"
                            .formatted(MOST_NEIGHBOURS, neighbours));
        }
        if (approximateThreshold < 0) {
            throw new IllegalArgumentException(
                    "approximate threshold must be at least 0 but was " + approximateThreshold);
        }
        Objects.requireNonNull(build, "build");
    }

    /// What reaches high recalls in little time, built on demand: small clusters and ten
    /// neighbours. A million rows took them 7.5 bytes a posting, beside the 6.3 of rows and lists.
    ///
    /// @return settings to go on from
    public static SeismicSettings of() {
        return new SeismicSettings(
                SeismicClusters.of(), NEIGHBOURS, APPROXIMATE_THRESHOLD, Build.ON_DEMAND);
    }

    /// The defaults of OpenSearch's `sparse_vector` field, built on demand.
    ///
    /// @return settings to go on from
    public static SeismicSettings openSearch() {
        return new SeismicSettings(
                SeismicClusters.openSearch(), 0, APPROXIMATE_THRESHOLD, Build.ON_DEMAND);
    }

    /// The same with other clusters.
    ///
    /// @param others how rows are clustered
    /// @return new settings
    public SeismicSettings withClusters(SeismicClusters others) {
        return new SeismicSettings(others, neighbours, approximateThreshold, build);
    }

    /// The same with neighbours.
    ///
    /// @param most of each row
    /// @return new settings
    public SeismicSettings withNeighbours(int most) {
        return new SeismicSettings(clusters, most, approximateThreshold, build);
    }

    /// The same for other sizes of segments.
    ///
    /// @param rows below which a segment is searched exactly
    /// @return new settings
    public SeismicSettings withApproximateThreshold(int rows) {
        return new SeismicSettings(clusters, neighbours, rows, build);
    }

    /// The same, built at another time.
    ///
    /// @param when clusters are made
    /// @return new settings
    public SeismicSettings withBuild(Build when) {
        return new SeismicSettings(clusters, neighbours, approximateThreshold, when);
    }
}
