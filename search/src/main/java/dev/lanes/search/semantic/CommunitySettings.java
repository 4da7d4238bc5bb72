package dev.lanes.search.semantic;

import dev.lanes.kernels.PairScan;
import java.util.Objects;

/// Which communities are found and how. The chunks and the execution do not change what is found.
/// Immutable.
///
/// @param threshold the score with the centre that a member must reach, not NaN
/// @param minSize how many members a community has at least, its centre among them, at least 1
/// @param queryChunk rows that are compared together with others, 1 to 1024
/// @param corpusChunk rows that they are compared with in one step, at least 1: 4 bytes a thread
///   for each pair of both chunks that reaches the threshold
/// @param execution who computes
public record CommunitySettings(
        float threshold, int minSize, int queryChunk, int corpusChunk, Execution execution) {
    /// Checks every component.
    public CommunitySettings {
        Rules.isNumber("threshold", threshold);
        Rules.within("minSize", minSize, 1, Integer.MAX_VALUE);
        Rules.within("queryChunk", queryChunk, 1, PairScan.MAX_QUERIES);
        Rules.within("corpusChunk", corpusChunk, 1, Integer.MAX_VALUE);
        Objects.requireNonNull(execution, "execution");
    }

    /// A threshold and a size, in the calling thread; sentence-transformers has .75 and 10.
    ///
    /// @param threshold the score with the centre that a member must reach
    /// @param minSize how many members a community has at least, at least 1
    /// @return settings to go on from
    public static CommunitySettings of(float threshold, int minSize) {
        return new CommunitySettings(
                threshold,
                minSize,
                ParaphraseSettings.QUERY_CHUNK,
                ParaphraseSettings.CORPUS_CHUNK,
                Execution.alone());
    }

    /// The same with other chunks.
    ///
    /// @param queries rows that are compared together with others, 1 to 1024
    /// @param rows that they are compared with in one step, at least 1
    /// @return new settings
    public CommunitySettings withChunks(int queries, int rows) {
        return new CommunitySettings(threshold, minSize, queries, rows, execution);
    }

    /// The same with another execution.
    ///
    /// @param other who computes
    /// @return new settings
    public CommunitySettings with(Execution other) {
        return new CommunitySettings(threshold, minSize, queryChunk, corpusChunk, other);
    }
}
