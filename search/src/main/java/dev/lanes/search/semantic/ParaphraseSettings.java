package dev.lanes.search.semantic;

import dev.lanes.kernels.PairScan;
import java.util.Objects;
import java.util.OptionalInt;

/// Which pairs paraphrase mining gives and how it goes about it. The chunks and the execution do
/// not change what is found. Immutable.
///
/// @param minScore the score that a pair must reach, not NaN; negative infinity for any
/// @param maxPairs how many pairs are given at most, the best, 1 to 100 million: 24 bytes of memory
///   each, and 40 for each that is given
/// @param topK a pair is given only if one of the two is among so many rows that are closest to the
///   other, 1 to 100000; any pair where empty. With it every pair is compared from both sides,
///   which takes twice as long
/// @param queryChunk rows that are compared together with others, 1 to 1024
/// @param corpusChunk rows that they are compared with until the best pairs are looked through, at
///   least 1: at first nearly every pair of both chunks is one of the best so far, and takes 4
///   bytes a thread
/// @param execution who computes
public record ParaphraseSettings(
        float minScore,
        int maxPairs,
        OptionalInt topK,
        int queryChunk,
        int corpusChunk,
        Execution execution) {
    /// The largest [#maxPairs].
    public static final int MOST_PAIRS = 100_000_000;

    /// The largest [#topK].
    public static final int LARGEST_TOP_K = 100_000;

    private static final int DEFAULT_PAIRS = 500_000;
    static final int QUERY_CHUNK = 256;
    static final int CORPUS_CHUNK = 4096;

    /// Checks every component.
    public ParaphraseSettings {
        Rules.isNumber("minScore", minScore);
        Rules.within("maxPairs", maxPairs, 1, MOST_PAIRS);
        if (Objects.requireNonNull(topK, "topK").isPresent()) {
            Rules.within("topK", topK.getAsInt(), 1, LARGEST_TOP_K);
        }
        Rules.within("queryChunk", queryChunk, 1, PairScan.MAX_QUERIES);
        Rules.within("corpusChunk", corpusChunk, 1, Integer.MAX_VALUE);
        Objects.requireNonNull(execution, "execution");
    }

    /// The defaults: the best 500,000 pairs of any score, in the calling thread.
    ///
    /// @return settings to go on from
    public static ParaphraseSettings of() {
        return new ParaphraseSettings(
                Float.NEGATIVE_INFINITY,
                DEFAULT_PAIRS,
                OptionalInt.empty(),
                QUERY_CHUNK,
                CORPUS_CHUNK,
                Execution.alone());
    }

    /// The same with another least score.
    ///
    /// @param other the score that a pair must reach
    /// @return new settings
    public ParaphraseSettings withMinScore(float other) {
        return new ParaphraseSettings(other, maxPairs, topK, queryChunk, corpusChunk, execution);
    }

    /// The same with another number of pairs.
    ///
    /// @param other how many pairs are given at most
    /// @return new settings
    public ParaphraseSettings withMaxPairs(int other) {
        return new ParaphraseSettings(minScore, other, topK, queryChunk, corpusChunk, execution);
    }

    /// The same with a limit for each row; sentence-transformers has 100.
    ///
    /// @param other how many rows closest to a row are its pairs
    /// @return new settings
    public ParaphraseSettings withTopK(int other) {
        return new ParaphraseSettings(
                minScore, maxPairs, OptionalInt.of(other), queryChunk, corpusChunk, execution);
    }

    /// The same with other chunks.
    ///
    /// @param queries rows that are compared together with others, 1 to 1024
    /// @param rows that they are compared with until the best pairs are looked through, at least 1
    /// @return new settings
    public ParaphraseSettings withChunks(int queries, int rows) {
        return new ParaphraseSettings(minScore, maxPairs, topK, queries, rows, execution);
    }

    /// The same with another execution.
    ///
    /// @param other who computes
    /// @return new settings
    public ParaphraseSettings with(Execution other) {
        return new ParaphraseSettings(minScore, maxPairs, topK, queryChunk, corpusChunk, other);
    }
}
