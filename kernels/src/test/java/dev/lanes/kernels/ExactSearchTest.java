package dev.lanes.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The oracle is a scorer asked about every row.
class ExactSearchTest {
    private static final int[] DIMENSIONS = {
        1, 3, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 384, 1023, 1025
    };
    private static final int[] ROWS = {0, 1, 7, 8, 9, 255, 256, 257};
    private static final int[] QUERIES = {0, 1, 2, 3, 4, 5, 8, 9, 15, 16, 17, 24, 33, 47, 48, 49};

    private final OffHeap memory = OffHeap.forOwner("test");
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @AfterEach
    void close() {
        memory.close();
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void everySizeGivesWhatTheScorerGives(Similarity similarity) {
        for (int dimension : DIMENSIONS) {
            for (int rows : ROWS) {
                var matrix = matrix(similarity, dimension, vectors(rows, dimension));
                var queries = vectors(QUERIES[random.nextInt(QUERIES.length)], dimension);
                check(matrix, queries, ExactSettings.of(1 + random.nextInt(12)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void everyNumberOfQueriesGivesWhatTheScorerGives(Similarity similarity) {
        var matrix = matrix(similarity, vectors(5000, 48));
        for (int count : QUERIES) {
            check(matrix, vectors(count, 48), ExactSettings.of(10));
        }
        check(matrix, vectors(100, 48), ExactSettings.of(10));
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void chunksDoNotChangeTheResult(Similarity similarity) {
        var matrix = matrix(similarity, vectors(5000, 33));
        var queries = vectors(100, 33);
        for (int rowChunk : new int[] {1000, 1024, 4999, 5000, Integer.MAX_VALUE}) {
            for (int queryChunk : new int[] {1, 7, 99, 100, 1024}) {
                check(
                        matrix,
                        queries,
                        ExactSettings.of(5).withQueryChunk(queryChunk).withRowChunk(rowChunk));
            }
        }
        check(matrix, vectors(2, 33), ExactSettings.of(5).withRowChunk(1));
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void threadsDoNotChangeTheResult(Similarity similarity) {
        var matrix = matrix(similarity, vectors(5000, 70));
        var queries = vectors(50, 70);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 5; i++) {
                check(
                        matrix,
                        queries,
                        ExactSettings.of(10).withRowChunk(300).withExecutor(threads));
            }
        }
    }

    /// Rows that differ in the last bits, if at all: more than there is room for between the batch
    /// kernel's rounding errors.
    @ParameterizedTest
    @EnumSource(Similarity.class)
    void rowsAsGoodAsEqualAreToldApart(Similarity similarity) {
        var same = vectors(1, 100)[0];
        var rows = new float[3000][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = same.clone();
            if (i % 3 != 0) {
                int at = random.nextInt(100);
                rows[i][at] = Math.nextUp(rows[i][at]);
            }
        }
        check(matrix(similarity, rows), vectors(20, 100), ExactSettings.of(7));
        check(matrix(similarity, rows), vectors(20, 100), ExactSettings.of(7).withRowChunk(500));
    }

    /// Far from the origin |r|² − 2qr loses most digits of a small distance.
    @ParameterizedTest
    @EnumSource(Similarity.class)
    void rowsFarFromTheOriginAreToldApart(Similarity similarity) {
        var rows = vectors(2000, 40);
        var queries = vectors(30, 40);
        for (var vectors : List.of(rows, queries)) {
            for (var vector : vectors) {
                for (int i = 0; i < vector.length; i++) {
                    vector[i] += 1000;
                }
            }
        }
        check(matrix(similarity, rows), queries, ExactSettings.of(10));
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void lengthsOfEveryMagnitudeAreHandled(Similarity similarity) {
        var rows = vectors(500, 20);
        for (var row : rows) {
            scale(row, (float) Math.pow(10, random.nextInt(76) - 38));
        }
        var queries = vectors(40, 20);
        for (int i = 0; i < queries.length; i++) {
            scale(queries[i], (float) Math.pow(10, 2 * i - 42));
        }
        check(matrix(similarity, rows), queries, ExactSettings.of(10));
    }

    @Test
    void ofEqualRowsTheFirstIsBest() {
        var matrix = matrix(Similarity.DOT, new float[][] {{1, 0}, {2, 0}, {1, 0}, {2, 0}});
        assertThat(search(matrix, new float[][] {{1, 1}}, ExactSettings.of(3)))
                .containsExactly(List.of(new Hit(1, 2), new Hit(3, 2), new Hit(0, 1)));
    }

    @Test
    void moreThanThereAreGivesAll() {
        var matrix = matrix(Similarity.EUCLIDEAN, vectors(9, 5));
        check(matrix, vectors(3, 5), ExactSettings.of(ExactSettings.MAX_K));
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void everyEncodingGivesWhatItsScorerGives(Encoding encoding) {
        for (var similarity : Similarity.values()) {
            for (int dimension : new int[] {1, 33, 64, 65, 129, 384, 1025}) {
                var rows = vectors(1 + random.nextInt(300), dimension);
                var queries = vectors(QUERIES[random.nextInt(QUERIES.length)], dimension);
                check(coded(encoding, similarity, rows), queries, ExactSettings.of(7));
            }
            var many = coded(encoding, similarity, vectors(5000, 40));
            for (int count : QUERIES) {
                check(many, vectors(count, 40), ExactSettings.of(10).withRowChunk(2000));
            }
        }
    }

    /// Codes make many rows equal.
    @ParameterizedTest
    @EnumSource(Encoding.class)
    void ofEqualCodesTheFirstAreFound(Encoding encoding) {
        for (var similarity : Similarity.values()) {
            var few = vectors(20, 3);
            var rows = new float[3000][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = few[random.nextInt(few.length)];
            }
            check(
                    coded(encoding, similarity, rows),
                    vectors(17, 3),
                    ExactSettings.of(9).withRowChunk(1000));
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void rescoringGivesTheFullRowsScores(Encoding encoding) {
        var rows = vectors(3000, 32);
        var queries = vectors(20, 32);
        for (var similarity : Similarity.values()) {
            var full = matrix(similarity, rows);
            var coded = coded(encoding, similarity, rows);
            var settings = ExactSettings.of(10).withRescoring(new Rescoring(full, rows.length));
            assertThat(search(coded, queries, settings))
                    .as("seed %d, %s", seed, similarity)
                    .isEqualTo(oracle(full, queries, 10));
            // One row that is found is the only one to be scored again.
            var one = ExactSettings.of(1).withRescoring(new Rescoring(full, 1));
            for (int i = 0; i < queries.length; i++) {
                var query = new float[][] {queries[i]};
                long best = oracle(coded, query, 1).getFirst().getFirst().id();
                float raw = full.scorer(queries[i]).score(Math.toIntExact(best));
                assertThat(search(coded, query, one))
                        .as("seed %d, %s", seed, similarity)
                        .containsExactly(List.of(new Hit(best, similarity.score(raw))));
            }
        }
    }

    @Test
    void aFunctionOfTheCallersIsFollowed() {
        var rows = vectors(1000, 10);
        var matrix = matrix(Similarity.DOT, rows);
        var queries = vectors(13, 10);
        RowFunction function =
                (query, row) -> row[0] < 0 ? Float.NaN : -Math.abs(query[0] - row[0]);
        var found =
                ExactSearch.of(matrix, ExactSettings.of(4).withRowChunk(99))
                        .search(queries, function);
        for (int i = 0; i < queries.length; i++) {
            var top = new TopK(4);
            for (int row = 0; row < rows.length; row++) {
                top.offer(row, function.score(queries[i], rows[row]));
            }
            assertThat(found.get(i)).as("seed %d", seed).isEqualTo(hits(top, Similarity.DOT));
        }
    }

    @Test
    void refusesWhatIsNoQuery() {
        var search = ExactSearch.of(matrix(Similarity.DOT, vectors(5, 3)), ExactSettings.of(2));
        assertThatThrownBy(() -> search.search(new float[][] {{1, 2, 3}, {1, Float.NaN, 3}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector must have finite values but value 1 was NaN");
        assertThatThrownBy(() -> search.search(new float[][] {{1, 2}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector must have dimension 3 but had 2");
        assertThatThrownBy(() -> search.search(new float[][] {{1, 2}}, (_, _) -> 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSettingsOutOfRange() {
        var settings = ExactSettings.of(1);
        assertThatThrownBy(() -> ExactSettings.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k must be in 1..100000 but was 0");
        assertThatThrownBy(() -> settings.withQueryChunk(1025))
                .hasMessage("queryChunk must be in 1..1024 but was 1025");
        assertThatThrownBy(() -> settings.withRowChunk(0))
                .hasMessage("rowChunk must be in 1..2147483647 but was 0");
        var matrix = matrix(Similarity.DOT, vectors(5, 3));
        assertThatThrownBy(() -> new Rescoring(matrix, 0))
                .hasMessage("depth must be at least 1 but was 0");
        var other = settings.withRescoring(new Rescoring(matrix, 9));
        assertThatThrownBy(() -> ExactSearch.of(matrix(Similarity.COSINE, vectors(5, 3)), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have the format");
    }

    @Test
    void closedMemoryIsSaidSo() {
        for (int queries : new int[] {1, 20}) {
            var own = OffHeap.forOwner("rows of this test");
            var format = new RowFormat(3, Similarity.DOT);
            var matrix = VectorMatrix.create(format, own, Kernels.best());
            matrix.add(new float[] {1, 2, 3});
            var search = ExactSearch.of(matrix, ExactSettings.of(2));
            own.close();
            assertThatThrownBy(() -> search.search(vectors(queries, 3)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void aFunctionThatFailsFailsTheSearch() {
        var search =
                ExactSearch.of(
                        matrix(Similarity.DOT, vectors(50, 3)),
                        ExactSettings.of(2).withRowChunk(10));
        assertThatThrownBy(() ->
                        search.search(
                                vectors(2, 3),
                                (_, _) -> {
                                    throw new UnsupportedOperationException("not today");
                                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("not today");
    }

    private void check(VectorMatrix matrix, float[][] queries, ExactSettings settings) {
        assertThat(search(matrix, queries, settings))
                .as(
                        "seed %d, %s, %d rows, %d queries, %s",
                        seed, matrix.format(), matrix.size(), queries.length, settings)
                .isEqualTo(oracle(matrix, queries, settings.k()));
    }

    private static List<List<Hit>> search(
            VectorMatrix matrix, float[][] queries, ExactSettings settings) {
        return ExactSearch.of(matrix, settings).search(queries);
    }

    private static List<List<Hit>> oracle(VectorMatrix matrix, float[][] queries, int k) {
        var results = new ArrayList<List<Hit>>();
        for (var query : queries) {
            var scorer = matrix.scorer(query);
            var top = new TopK(k);
            for (int row = 0; row < matrix.size(); row++) {
                top.offer(row, scorer.score(row));
            }
            results.add(hits(top, matrix.format().similarity()));
        }
        return results;
    }

    private static List<Hit> hits(TopK top, Similarity similarity) {
        var hits = new ArrayList<Hit>();
        while (top.size() > 0) {
            float score = similarity.score(top.worst());
            hits.add(new Hit(top.removeWorst(), score));
        }
        Collections.reverse(hits);
        return hits;
    }

    private VectorMatrix matrix(Similarity similarity, float[][] rows) {
        return matrix(similarity, rows[0].length, rows);
    }

    private VectorMatrix matrix(Similarity similarity, int dimension, float[][] rows) {
        var format = new RowFormat(dimension, similarity);
        var matrix = VectorMatrix.create(format, memory, Kernels.best());
        for (var row : rows) {
            matrix.add(row);
        }
        return matrix;
    }

    private VectorMatrix coded(Encoding encoding, Similarity similarity, float[][] rows) {
        var format = new RowFormat(rows[0].length, similarity);
        var codec = Codec.train(encoding, format, List.of(rows));
        var matrix = VectorMatrix.create(codec, memory, Kernels.best());
        for (var row : rows) {
            matrix.add(row);
        }
        return matrix;
    }

    private float[][] vectors(int count, int dimension) {
        var vectors = new float[count][dimension];
        for (var vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }

    private static void scale(float[] vector, float by) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= by;
        }
    }
}
