package dev.lanes.search.semantic;

import dev.lanes.kernels.ExactSettings;
import java.util.Objects;
import java.util.Optional;

/// What a search finds and how it goes about it. Only k and the score change what is found.
/// Immutable.
///
/// @param k how many rows a query gets, 1 to 100000
/// @param queryChunk queries that are compared together, 1 to 1024. For each of them the best rows
///   so far are in memory, some 16 k bytes a thread
/// @param corpusChunk rows that one task compares with a chunk of queries, at least 1
/// @param score how a query is compared with a row; where empty, the matrix's or the model's own
///   similarity, and the cosine for rows on the heap
/// @param execution who computes
public record SemanticSettings(
        int k,
        int queryChunk,
        int corpusChunk,
        Optional<ScoreFunction> score,
        Execution execution) {
    /// Checks every component.
    public SemanticSettings {
        Rules.within("k", k, 1, ExactSettings.MAX_K);
        Rules.within("queryChunk", queryChunk, 1, ExactSettings.MAX_QUERY_CHUNK);
        Rules.within("corpusChunk", corpusChunk, 1, Integer.MAX_VALUE);
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(execution, "execution");
    }

    /// The defaults: in the calling thread.
    ///
    /// @param k how many rows a query gets, 1 to 100000
    /// @return settings to go on from
    public static SemanticSettings of(int k) {
        var defaults = ExactSettings.of(k);
        return new SemanticSettings(
                k, defaults.queryChunk(), defaults.rowChunk(), Optional.empty(), Execution.alone());
    }

    /// The same with other chunks.
    ///
    /// @param queries that are compared together, 1 to 1024
    /// @param rows that one task compares with them, at least 1
    /// @return new settings
    public SemanticSettings withChunks(int queries, int rows) {
        return new SemanticSettings(k, queries, rows, score, execution);
    }

    /// The same with another score.
    ///
    /// @param other how a query is compared with a row
    /// @return new settings
    public SemanticSettings withScore(ScoreFunction other) {
        return new SemanticSettings(k, queryChunk, corpusChunk, Optional.of(other), execution);
    }

    /// The same with another execution.
    ///
    /// @param other who computes
    /// @return new settings
    public SemanticSettings with(Execution other) {
        return new SemanticSettings(k, queryChunk, corpusChunk, score, other);
    }
}
