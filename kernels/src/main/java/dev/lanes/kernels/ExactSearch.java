package dev.lanes.kernels;

import dev.lanes.kernels.internal.Batch;
import dev.lanes.kernels.internal.Candidates;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds the k closest of all rows for many queries at once, by comparing every query with every
/// row.
///
/// The result is that of a [Scorer] for each query over all rows, to the bit: the batch kernels,
/// which add in another order, only find the rows that may be among the k best, with a bound on
/// their rounding errors. Of rows with the same score the one with the smaller ordinal comes first.
/// With a [Rescoring], the `depth` best rows of the compressed matrix are what its scorer is asked
/// about.
///
/// Rows that are added meanwhile are not found. Thread-safe.
public final class ExactSearch {
    private final VectorMatrix matrix;
    private final ExactSettings settings;

    private ExactSearch(VectorMatrix matrix, ExactSettings settings) {
        this.matrix = matrix;
        this.settings = settings;
    }

    /// A search among the rows of a matrix.
    ///
    /// @param matrix the rows, those to come too
    /// @param settings k and how to go about it
    /// @return a search for any number of threads
    /// @throws IllegalArgumentException when the rows to rescore with have another dimension
    public static ExactSearch of(VectorMatrix matrix, ExactSettings settings) {
        settings.rescoring().ifPresent(rescoring -> requireSame(matrix, rescoring.rows()));
        return new ExactSearch(matrix, settings);
    }

    private static void requireSame(VectorMatrix matrix, VectorMatrix full) {
        if (!full.format().equals(matrix.format())) {
            throw new IllegalArgumentException(
                    "rows to rescore with must have the format %s but had %s"
                            .formatted(matrix.format(), full.format()));
        }
    }

    /// Finds the closest rows.
    ///
    /// @param queries any number of vectors
    /// @return for each query, in their order, at most k hits, the best first: the ordinal as id,
    ///   and the score that the similarity makes of the raw value
    /// @throws IllegalArgumentException when a query has another dimension or a value that is not
    ///   finite
    /// @throws IllegalStateException when the memory of the matrix is closed, or the matrix to
    ///   rescore with has fewer rows
    public List<List<Hit>> search(float[][] queries) {
        return inChunks(queries, this::searchChunk);
    }

    /// Finds the rows that a function of the caller's likes best. The rescoring is not used.
    ///
    /// @param queries any number of vectors
    /// @param function compares a query with a row
    /// @return for each query, in their order, at most k hits, the best first, with the function's
    ///   scores
    /// @throws IllegalArgumentException when a query has another dimension or a value that is not
    ///   finite
    /// @throws IllegalStateException when the memory of the matrix is closed
    public List<List<Hit>> search(float[][] queries, RowFunction function) {
        Objects.requireNonNull(function, "function");
        return inChunks(queries, chunk -> searchChunk(chunk, function));
    }

    private List<List<Hit>> inChunks(
            float[][] queries, Function<float[][], List<List<Hit>>> search) {
        for (var query : queries) {
            matrix.format().check(query);
        }
        var results = new ArrayList<List<Hit>>(queries.length);
        for (int from = 0; from < queries.length; from += settings.queryChunk()) {
            int to = Math.min(queries.length, from + settings.queryChunk());
            results.addAll(search.apply(Arrays.copyOfRange(queries, from, to)));
        }
        return results;
    }

    private List<List<Hit>> searchChunk(float[][] queries, RowFunction function) {
        var batch = new FunctionBatch(matrix, queries, function);
        var scan = new ExactScan(batch, queries.length, settings.k(), settings);
        return Stream.of(scan.run(matrix.size()))
                .map(found -> best(found.rows(), found.values(), raw -> raw))
                .toList();
    }

    private List<List<Hit>> searchChunk(float[][] queries) {
        int rows = matrix.size();
        try (var memory = OffHeap.forOwner("exact search")) {
            return results(queries, matrix.batch(queries, memory), rows);
        }
    }

    private List<List<Hit>> results(float[][] queries, Batch batch, int rows) {
        int kept =
                settings.rescoring()
                        .map(rescoring -> Math.max(settings.k(), rescoring.depth()))
                        .orElse(settings.k());
        var found = new ExactScan(batch, queries.length, kept, settings).run(rows);
        var results = new ArrayList<List<Hit>>(queries.length);
        var unsure = new ArrayList<Integer>();
        var scorer = settings.rescoring().map(Rescoring::rows).orElse(matrix).scorer();
        for (int i = 0; i < queries.length; i++) {
            if (found[i].overflowed()) {
                unsure.add(i);
                results.add(List.of());
            } else {
                results.add(rescored(scorer, queries[i], found[i], kept));
            }
        }
        if (!unsure.isEmpty()) {
            var again = unsure.stream().map(i -> queries[i]).toArray(float[][]::new);
            var sure = results(again, new ScorerBatch(matrix, again), rows);
            for (int i = 0; i < unsure.size(); i++) {
                results.set(unsure.get(i), sure.get(i));
            }
        }
        return results;
    }

    private List<Hit> rescored(Scorer scorer, float[] query, Candidates found, int kept) {
        var rows = settings.rescoring().isPresent() ? closest(found, kept) : found.rows();
        // In the order of memory.
        Arrays.sort(rows);
        var raws = new float[rows.length];
        scorer.prepare(query);
        scorer.score(rows, rows.length, raws);
        return best(rows, raws, matrix.format().similarity()::score);
    }

    private static int[] closest(Candidates found, int count) {
        var top = new TopK(count);
        var rows = found.rows();
        var values = found.values();
        for (int i = 0; i < rows.length; i++) {
            top.offer(rows[i], values[i]);
        }
        var closest = new int[top.size()];
        for (int i = closest.length - 1; i >= 0; i--) {
            closest[i] = top.removeWorst();
        }
        return closest;
    }

    private interface Score {
        float of(float raw);
    }

    private List<Hit> best(int[] rows, float[] raws, Score score) {
        if (rows.length == 0) {
            return List.of();
        }
        var top = new TopK(Math.min(settings.k(), rows.length));
        for (int i = 0; i < rows.length; i++) {
            top.offer(rows[i], raws[i]);
        }
        var hits = new ArrayList<Hit>(top.size());
        while (top.size() > 0) {
            float raw = top.worst();
            hits.add(new Hit(top.removeWorst(), score.of(raw)));
        }
        Collections.reverse(hits);
        return Collections.unmodifiableList(hits);
    }
}
