package dev.lanes.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The oracle is a scorer that was prepared with each query row and asked about every row.
class PairScanTest {
    private static final int[] DIMENSIONS = {1, 3, 15, 16, 17, 33, 64, 65, 384, 1025};
    private static final int[] QUERIES = {1, 2, 3, 4, 5, 8, 9, 17, 48, 49};

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
            check(matrix(similarity, vectors(1 + random.nextInt(300), dimension)));
        }
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void manyRowsGiveWhatTheScorerGives(Similarity similarity) {
        check(matrix(similarity, vectors(5000, 33)));
    }

    /// Rows that differ in the last bits, if at all, far from the origin.
    @ParameterizedTest
    @EnumSource(Similarity.class)
    void rowsAsGoodAsEqualAreToldApart(Similarity similarity) {
        var rows = vectors(600, 40);
        for (int i = 1; i < rows.length; i++) {
            rows[i] = rows[0].clone();
            int at = random.nextInt(40);
            rows[i][at] = i % 3 == 0 ? rows[i][at] : Math.nextUp(rows[i][at] + 1000);
        }
        check(matrix(similarity, rows));
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void lengthsOfEveryMagnitudeAreHandled(Similarity similarity) {
        var rows = vectors(400, 20);
        for (var row : rows) {
            float by = (float) Math.pow(10, random.nextInt(76) - 38);
            for (int i = 0; i < row.length; i++) {
                row[i] *= by;
            }
        }
        check(matrix(similarity, rows));
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void theValueOfTwoRowsIsTheSameFromEitherSide(Similarity similarity) {
        for (int dimension : DIMENSIONS) {
            var matrix = matrix(similarity, vectors(50, dimension));
            var scorer = matrix.scorer();
            for (int i = 0; i < 100; i++) {
                int a = random.nextInt(50);
                int b = random.nextInt(50);
                scorer.prepare(a);
                float forth = scorer.score(b);
                scorer.prepare(b);
                assertThat(scorer.score(a)).as("seed %d", seed).isEqualTo(forth);
            }
        }
    }

    @Test
    void refusesWhatItCannotScan() {
        var matrix = matrix(Similarity.DOT, vectors(5, 3));
        assertThatThrownBy(() -> PairScan.of(matrix, new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("query rows must be 1..1024 but were 0");
        assertThatThrownBy(() -> PairScan.of(matrix, new int[1025]))
                .hasMessage("query rows must be 1..1024 but were 1025");
        assertThatThrownBy(() -> PairScan.of(matrix, new int[] {5}))
                .isInstanceOf(IndexOutOfBoundsException.class);
        var format = new RowFormat(3, Similarity.DOT);
        var codec = Codec.train(Encoding.INT8, format, List.of(vectors(9, 3)));
        var coded = VectorMatrix.create(codec, memory, Kernels.best());
        assertThatThrownBy(() -> PairScan.of(coded, new int[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("stored as FLOAT32 but were INT8");
        try (var scan = PairScan.of(matrix, new int[] {1, 1})) {
            assertThatThrownBy(() -> scan.scan(0, 6, new float[2], (_, _, _) -> {}))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> scan.scan(0, 5, new float[1], (_, _, _) -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("least values must be as many as query rows, 2, but were 1");
        }
    }

    @Test
    void closedMemoryIsSaidSo() {
        var own = OffHeap.forOwner("rows of this test");
        var matrix = VectorMatrix.create(new RowFormat(3, Similarity.DOT), own, Kernels.best());
        matrix.add(new float[] {1, 2, 3});
        var scan = PairScan.of(matrix, new int[] {0});
        scan.close();
        scan.close();
        assertThatThrownBy(() -> scan.scan(0, 1, new float[1], (_, _, _) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pair scan");
        try (var open = PairScan.of(matrix, new int[] {0})) {
            own.close();
            assertThatThrownBy(() -> open.scan(0, 1, new float[1], (_, _, _) -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
        assertThatThrownBy(() -> PairScan.of(matrix, new int[] {0}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    /// One scan, several ranges, goals that differ from query to query: those of some rows exactly.
    private void check(VectorMatrix matrix) {
        int rows = matrix.size();
        var queries = random.ints(QUERIES[random.nextInt(QUERIES.length)], 0, rows).toArray();
        try (var scan = PairScan.of(matrix, queries)) {
            for (int turn = 0; turn < 4; turn++) {
                int from = random.nextInt(rows + 1);
                int to = from + random.nextInt(rows + 1 - from);
                var least = new float[queries.length];
                for (int i = 0; i < least.length; i++) {
                    least[i] = goal(matrix, queries[i]);
                }
                Map<Integer, Map<Integer, Float>> found = new TreeMap<>();
                scan.scan(
                        from,
                        to,
                        least,
                        (query, row, raw) ->
                                assertThat(
                                                found.computeIfAbsent(query, _ -> new TreeMap<>())
                                                        .put(row, raw))
                                        .as("seed %d: given twice", seed)
                                        .isNull());
                assertThat(found)
                        .as(
                                "seed %d, %s, rows %d..%d of %d, queries %s",
                                seed, matrix.format(), from, to, rows, Arrays.toString(queries))
                        .isEqualTo(oracle(matrix, queries, from, to, least));
            }
        }
    }

    private float goal(VectorMatrix matrix, int query) {
        var scorer = matrix.scorer();
        scorer.prepare(query);
        float raw = scorer.score(random.nextInt(matrix.size()));
        return switch (random.nextInt(6)) {
            case 0 -> Float.NEGATIVE_INFINITY;
            case 1 -> Float.POSITIVE_INFINITY;
            case 2 -> Float.isNaN(raw) ? 0 : Math.nextUp(raw);
            default -> Float.isNaN(raw) ? 0 : raw;
        };
    }

    private static Map<Integer, Map<Integer, Float>> oracle(
            VectorMatrix matrix, int[] queries, int from, int to, float[] least) {
        Map<Integer, Map<Integer, Float>> expected = new TreeMap<>();
        var scorer = matrix.scorer();
        for (int i = 0; i < queries.length; i++) {
            scorer.prepare(queries[i]);
            for (int row = from; row < to; row++) {
                float raw = scorer.score(row);
                if (raw >= least[i]) {
                    expected.computeIfAbsent(i, _ -> new TreeMap<>()).put(row, raw);
                }
            }
        }
        return expected;
    }

    private VectorMatrix matrix(Similarity similarity, float[][] rows) {
        var format = new RowFormat(rows[0].length, similarity);
        var matrix = VectorMatrix.create(format, memory, Kernels.best());
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
}
