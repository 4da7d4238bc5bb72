package dev.lanes.search.semantic;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.util.Collections;
import java.util.List;

/// Finds what is alike among vectors or texts, without an index, by comparing every row. The tasks
/// are those of sentence-transformers' `util`: `semantic_search`, `paraphrase_mining` and
/// `community_detection` (Reimers and Gurevych, 2019).
///
/// A corpus comes in one of three shapes. As `float[][]`, one row of 1 to 4096 finite values each,
/// it is copied outside the heap for the time of the call, 4 bytes a value. As a [VectorMatrix] it
/// is read where it lies; the caller keeps it open and adds no rows meanwhile. As texts it is
/// encoded, with the model's passage prefix, and compared by the model's own similarity. Rows are
/// numbered from 0 in their order.
///
/// Results are exact: those of a scorer asked about every row or pair of rows, whatever the chunks
/// and the number of threads. A computation that was cancelled, or one of whose threads was
/// interrupted, ends within one chunk with a [java.util.concurrent.CancellationException]; threads
/// that were lent to it have then let go of its rows. Safe for many threads.
public final class SemanticSearch {
    private SemanticSearch() {}

    /// The rows closest to each query by the cosine, in the calling thread.
    ///
    /// @param queries any number of vectors
    /// @param corpus any number of rows of the same dimension; copied for the call
    /// @param k how many rows a query gets, 1 to 100000
    /// @return as [#search(float[][], float[][], SemanticSettings)]
    public static List<List<Hit>> search(float[][] queries, float[][] corpus, int k) {
        return search(queries, corpus, SemanticSettings.of(k));
    }

    /// The rows closest to each query.
    ///
    /// @param queries any number of vectors
    /// @param corpus any number of rows of the same dimension; copied for the call
    /// @param settings k and the score; the cosine where it says none
    /// @return for each query, in their order, at most k hits, the best first and of equally close
    ///   rows the smaller number first: the row's number as id, and its score; no hits in a corpus
    ///   without rows
    /// @throws IllegalArgumentException when a row or a query has another dimension than the first
    ///   row, or a value that is not finite; the message gives its place
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    public static List<List<Hit>> search(
            float[][] queries, float[][] corpus, SemanticSettings settings) {
        requireNonNull(settings, "settings");
        if (corpus.length == 0) {
            return Collections.nCopies(queries.length, List.of());
        }
        try (var copy = Corpus.of(corpus, similarity(settings, Similarity.COSINE))) {
            return search(queries, copy.rows(), settings);
        }
    }

    /// The rows of a matrix closest to each query.
    ///
    /// @param queries any number of vectors
    /// @param corpus rows in any encoding, with the scores that the encoding gives
    /// @param settings k and how to go about it
    /// @return as [#search(float[][], float[][], SemanticSettings)]
    /// @throws IllegalArgumentException when a query has another dimension than the rows or a value
    ///   that is not finite, or the settings want a similarity that is not the matrix's
    /// @throws IllegalStateException when the memory of the matrix is closed
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    public static List<List<Hit>> search(
            float[][] queries, VectorMatrix corpus, SemanticSettings settings) {
        requireNonNull(settings, "settings");
        var own = corpus.format().similarity();
        var wanted = similarity(settings, own);
        if (wanted != own) {
            throw new IllegalArgumentException(
                    "score must be by %s, as the rows of the matrix are stored, but was by %s"
                            .formatted(own, wanted));
        }
        return new ChunkedSearch(corpus, settings, new Work(settings.execution())).search(queries);
    }

    /// The texts closest to each query.
    ///
    /// @param queries any number of texts, encoded with the query prefix
    /// @param corpus any number of texts, encoded with the passage prefix
    /// @param encoder of both
    /// @param settings k and the score; the model's similarity where it says none
    /// @return as [#search(float[][], float[][], SemanticSettings)]
    /// @throws IllegalStateException when the encoder is closed
    /// @throws java.util.concurrent.CancellationException when it was cancelled, encoding included
    public static List<List<Hit>> search(
            List<String> queries,
            List<String> corpus,
            DenseEncoder encoder,
            SemanticSettings settings) {
        var work = new Work(settings.execution());
        var similarity = similarity(settings, encoder.model().similarity());
        try (var encoded = Corpus.of(corpus, encoder, similarity, work)) {
            var vectors = new float[queries.size()][];
            for (int i = 0; i < vectors.length; i++) {
                work.check();
                vectors[i] = encoder.encodeQuery(queries.get(i));
            }
            return new ChunkedSearch(encoded.rows(), settings, work).search(vectors);
        }
    }

    private static Similarity similarity(SemanticSettings settings, Similarity otherwise) {
        return settings.score().orElse(null) instanceof ScoreFunction.BySimilarity(var similarity)
                ? similarity
                : otherwise;
    }

    /// The pairs of rows that are most alike by the cosine.
    ///
    /// @param corpus any number of rows of one dimension; copied for the call
    /// @param settings which pairs are given
    /// @return as [#paraphraseMining(VectorMatrix, ParaphraseSettings)]
    /// @throws IllegalArgumentException when a row has another dimension than the first, or a value
    ///   that is not finite; the message gives its place
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    public static List<SimilarPair> paraphraseMining(
            float[][] corpus, ParaphraseSettings settings) {
        requireNonNull(settings, "settings");
        if (corpus.length == 0) {
            return List.of();
        }
        try (var copy = Corpus.of(corpus, Similarity.COSINE)) {
            return mine(copy.rows(), settings, new Work(settings.execution()));
        }
    }

    /// The pairs of rows of a matrix that are most alike by its similarity.
    ///
    /// Each pair of two different rows is given once. For n rows of d values this takes n (n − 1) /
    /// 2 · d multiply-adds, and n (n − 1) · d with [ParaphraseSettings#topK]; memory does not grow
    /// with n beyond the rows, or 8 bytes a row with `topK`.
    ///
    /// @param corpus any number of rows, stored as FLOAT32
    /// @param settings which pairs are given
    /// @return the pairs by score, the highest first, and of equal scores by the first number, then
    ///   by the second
    /// @throws IllegalArgumentException when the rows are stored otherwise
    /// @throws IllegalStateException when the memory of the matrix is closed
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    public static List<SimilarPair> paraphraseMining(
            VectorMatrix corpus, ParaphraseSettings settings) {
        requireNonNull(settings, "settings");
        return mine(corpus, settings, new Work(settings.execution()));
    }

    /// The pairs of texts that are most alike by the model's similarity.
    ///
    /// @param corpus any number of texts, all encoded with the passage prefix; where the model
    ///   wants another prefix for such a task, encode them with it and pass the rows
    /// @param encoder of the texts
    /// @param settings which pairs are given
    /// @return as [#paraphraseMining(VectorMatrix, ParaphraseSettings)]
    /// @throws IllegalStateException when the encoder is closed
    /// @throws java.util.concurrent.CancellationException when it was cancelled, encoding included
    public static List<SimilarPair> paraphraseMining(
            List<String> corpus, DenseEncoder encoder, ParaphraseSettings settings) {
        var work = new Work(settings.execution());
        try (var rows = Corpus.of(corpus, encoder, encoder.model().similarity(), work)) {
            return mine(rows.rows(), settings, work);
        }
    }

    private static List<SimilarPair> mine(
            VectorMatrix rows, ParaphraseSettings settings, Work work) {
        var best = new BestPairs(settings.maxPairs(), settings.minScore());
        if (settings.topK().isPresent()) {
            new NearestPairs(rows, settings, best).compare(work);
        } else {
            new AllPairs(rows, settings.queryChunk(), settings.corpusChunk())
                    .compare(work, best::least, best::offer);
        }
        return best.take();
    }

    /// Groups of rows that are alike by the cosine.
    ///
    /// @param corpus any number of rows of one dimension; copied for the call
    /// @param settings which communities are given
    /// @return as [#communityDetection(VectorMatrix, CommunitySettings)]
    /// @throws IllegalArgumentException when a row has another dimension than the first, or a value
    ///   that is not finite; the message gives its place
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    public static List<Community> communityDetection(float[][] corpus, CommunitySettings settings) {
        requireNonNull(settings, "settings");
        if (corpus.length == 0) {
            return List.of();
        }
        try (var copy = Corpus.of(corpus, Similarity.COSINE)) {
            return communityDetection(copy.rows(), settings);
        }
    }

    /// Groups of rows of a matrix that are alike by its similarity.
    ///
    /// Every row is the centre of a community, whose members are the rows with a score of at least
    /// the threshold with it, and itself. The communities are gone through by size, the largest
    /// first, and of equal size by the number of the centre; each keeps those members that none
    /// before it has kept, and is given if these are as many as a community must have. So none of
    /// them overlap, and a row may be in none.
    ///
    /// For n rows of d values this takes n (n − 1) / 2 · d multiply-adds, and n · d for each row
    /// whose community is large enough; memory beyond the rows is 12 bytes a row, and for each
    /// thread 8 bytes for each of a million neighbours, or of those of one row.
    ///
    /// @param corpus any number of rows, stored as FLOAT32
    /// @param settings which communities are given
    /// @return the communities, by what they have kept, the largest first, and of equal size in the
    ///   order in which they were gone through
    /// @throws IllegalArgumentException when the rows are stored otherwise
    /// @throws IllegalStateException when the memory of the matrix is closed
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    public static List<Community> communityDetection(
            VectorMatrix corpus, CommunitySettings settings) {
        requireNonNull(settings, "settings");
        return new Communities(corpus, settings, new Work(settings.execution())).find();
    }

    /// Groups of texts that are alike by the model's similarity.
    ///
    /// @param corpus any number of texts, all encoded with the passage prefix; where the model
    ///   wants another prefix for such a task, encode them with it and pass the rows
    /// @param encoder of the texts
    /// @param settings which communities are given
    /// @return as [#communityDetection(VectorMatrix, CommunitySettings)]
    /// @throws IllegalStateException when the encoder is closed
    /// @throws java.util.concurrent.CancellationException when it was cancelled, encoding included
    public static List<Community> communityDetection(
            List<String> corpus, DenseEncoder encoder, CommunitySettings settings) {
        var work = new Work(settings.execution());
        try (var rows = Corpus.of(corpus, encoder, encoder.model().similarity(), work)) {
            return new Communities(rows.rows(), settings, work).find();
        }
    }
}
