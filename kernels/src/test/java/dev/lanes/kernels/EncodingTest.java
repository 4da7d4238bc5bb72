package dev.lanes.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every encoding on the backend under test: against the scalar backend, and against what its rows
/// are when they are restored.
class EncodingTest {
    private static final long SEED = 11;
    private static final int[] DIMENSIONS = {
        1, 3, 7, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 384, 511, 512, 513, 784, 1025,
        1536, 4096
    };
    private static final int ROWS = 43;

    private final OffHeap memory = OffHeap.forOwner("test");
    private final Random random = new Random(SEED);

    @AfterEach
    void close() {
        memory.close();
    }

    static Stream<Arguments> codecs() {
        return Arrays.stream(Encoding.values())
                .flatMap(encoding ->
                        Arrays.stream(Similarity.values())
                                .flatMap(similarity ->
                                        Arrays.stream(DIMENSIONS)
                                                .mapToObj(dimension ->
                                                        Arguments.of(
                                                                encoding, similarity, dimension))));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void equalsTheScalarBackend(Encoding encoding, Similarity similarity, int dimension) {
        var rows = randomRows(dimension);
        var query = randomRow(dimension);
        var codec = codec(encoding, similarity, rows);
        var ours = filled(codec, rows, Kernels.best()).scorer(query);
        var scalar = filled(codec, rows, Kernels.of(Backend.SCALAR)).scorer(query);
        boolean integers = encoding != Encoding.FLOAT32 && encoding != Encoding.BFLOAT16;
        for (int i = 0; i < ROWS; i++) {
            // Σ|aᵢbᵢ| is below 30 a dimension here.
            double error = integers ? 0 : dimension * 0x1p-23 * 30 * dimension;
            assertThat((double) ours.score(i))
                    .as("row %d, seed %d", i, SEED)
                    .isCloseTo(scalar.score(i), within(error));
        }
    }

    /// What is left is the rounding of the query.
    @ParameterizedTest
    @MethodSource("codecs")
    void equalsTheSumOverRestoredRows(Encoding encoding, Similarity similarity, int dimension) {
        var rows = randomRows(dimension);
        var query = randomRow(dimension);
        var matrix = filled(codec(encoding, similarity, rows), rows, Kernels.best());
        var scorer = matrix.scorer(query);
        for (int i = 0; i < ROWS; i++) {
            double exact =
                    similarity == Similarity.COSINE
                            ? dot(query, restored(matrix, i)) / Math.sqrt(dot(query, query))
                            : exact(similarity, query, restored(matrix, i));
            assertThat((double) scorer.score(i))
                    .as("row %d, seed %d", i, SEED)
                    .isCloseTo(exact, within(queryError(encoding, similarity, dimension)));
        }
    }

    /// At most half a step for each value: of a 255th of the weighted range for 8-bit queries, of a
    /// 15th of the range for 4-bit ones. Rows of length 1 have ranges of 6/√n at most here, others
    /// of 12.
    private static double queryError(Encoding encoding, Similarity similarity, int dimension) {
        double size = similarity == Similarity.COSINE ? 4 / Math.sqrt(dimension) : 4;
        double products = dimension * size * size;
        return switch (encoding) {
            case FLOAT32, BFLOAT16 -> products * 1e-5;
            case INT8, INT4 -> products / 127;
            // Restored rows are longer than the rows, by a quarter and where there are few values
            // by more.
            case BINARY -> products * .3 + 1e-5;
        };
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aRowScoresTheSameAloneAndInEveryBlock(
            Encoding encoding, Similarity similarity, int dimension) {
        var rows = randomRows(dimension);
        var matrix = filled(codec(encoding, similarity, rows), rows, Kernels.best());
        var scorer = matrix.scorer(randomRow(dimension));
        var alone = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            alone[i] = scorer.score(i);
        }
        for (int count : new int[] {0, 1, 2, 7, 8, 9, 16, 33, 128, 129, 300}) {
            var ordinals = random.ints(count, 0, ROWS).toArray();
            var values = new float[count];
            scorer.score(ordinals, count, values);
            for (int i = 0; i < count; i++) {
                assertThat(values[i]).isEqualTo(alone[ordinals[i]]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void compilingDoesNotChangeAScore(Encoding encoding) {
        for (var similarity : Similarity.values()) {
            var rows = randomRows(200);
            var matrix = filled(codec(encoding, similarity, rows), rows, Kernels.best());
            var scorer = matrix.scorer(randomRow(200));
            var ordinals = random.ints(17, 0, ROWS).toArray();
            var first = new float[17];
            scorer.score(ordinals, 17, first);
            var later = new float[17];
            for (int i = 0; i < 20_000; i++) {
                scorer.score(ordinals, 17, later);
            }
            assertThat(later).containsExactly(first);
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void restoresRowsWithinItsError(Encoding encoding) {
        for (var similarity : Similarity.values()) {
            var rows = randomRows(300);
            var matrix = filled(codec(encoding, similarity, rows), rows, Kernels.best());
            for (int i = 0; i < ROWS; i++) {
                var restored = matrix.row(i);
                // A range is at most 8 here; a bit keeps only the sign.
                double error =
                        switch (encoding) {
                            case FLOAT32 -> 1e-6;
                            case BFLOAT16 -> 4.0 / 256;
                            case INT8 -> 8.0 / 255;
                            case INT4 -> 8.0 / 15;
                            case BINARY -> 5;
                        };
                for (int j = 0; j < restored.length; j++) {
                    assertThat((double) restored[j]).isCloseTo(rows.get(i)[j], within(error));
                }
            }
        }
    }

    /// The error of an estimate is √((1 - a²) / a²) / √n of both lengths, where a = √(2/π) is how
    /// well signs match a row (RaBitQ, theorem 3.2); .75 / √n.
    @ParameterizedTest
    @EnumSource(Similarity.class)
    void bitsGiveUnbiasedEstimates(Similarity similarity) {
        int dimension = 700;
        int count = 600;
        var rows = Stream.generate(() -> randomRow(dimension)).limit(count).toList();
        var matrix = filled(codec(Encoding.BINARY, similarity, rows), rows, Kernels.best());
        double sum = 0;
        double squares = 0;
        var query = randomRow(dimension);
        var scorer = matrix.scorer(query);
        double lengths =
                similarity == Similarity.COSINE ? 1 : Math.sqrt(dot(query, query) * dimension);
        double scale = similarity == Similarity.EUCLIDEAN ? 2 * lengths : lengths;
        for (int i = 0; i < count; i++) {
            double error = (scorer.score(i) - exact(similarity, query, rows.get(i))) / scale;
            sum += error;
            squares += error * error;
        }
        double deviation = Math.sqrt(squares / count) * Math.sqrt(dimension);
        assertThat(deviation).as("seed %d", SEED).isBetween(.6, .9);
        // Three standard errors of the mean.
        assertThat(sum / count * Math.sqrt(dimension))
                .as("seed %d", SEED)
                .isCloseTo(0, within(3 * .75 / Math.sqrt(count)));
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void noFiniteRowMakesAScoreThatIsNoNumber(Encoding encoding) {
        float big = Float.MAX_VALUE;
        var rows =
                List.of(
                        new float[] {big, -big, 0, 1},
                        new float[] {-big, big, 0, 1},
                        new float[4],
                        new float[] {Float.MIN_VALUE, 0, 0, 1},
                        new float[] {big / 2, 0, 0, -0f});
        for (var similarity : Similarity.values()) {
            var matrix = filled(codec(encoding, similarity, rows), rows, Kernels.best());
            for (int query = 0; query < rows.size(); query++) {
                var scorer = matrix.scorer(rows.get(query));
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(similarity.score(scorer.score(i)))
                            .as("%s of rows %d and %d", similarity, query, i)
                            .isNotNaN();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void aStoredRowIsAQueryToo(Encoding encoding) {
        for (var similarity : Similarity.values()) {
            var rows = randomRows(100);
            var matrix = filled(codec(encoding, similarity, rows), rows, Kernels.best());
            var scorer = matrix.scorer();
            scorer.prepare(3);
            var ordinals = new int[ROWS];
            Arrays.setAll(ordinals, i -> i);
            var values = new float[ROWS];
            scorer.score(ordinals, ROWS, values);
            if (similarity != Similarity.DOT) {
                assertThat(values[3]).isEqualTo(max(values));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void afterTheMemoryIsClosedNothingIsScored(Encoding encoding) {
        try (var other = OffHeap.forOwner("closed matrix")) {
            var rows = randomRows(70);
            var matrix =
                    VectorMatrix.create(
                            codec(encoding, Similarity.EUCLIDEAN, rows), other, Kernels.best());
            matrix.add(rows.get(0));
            var scorer = matrix.scorer(rows.get(1));
            other.close();
            assertThatThrownBy(() -> scorer.score(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void learningNeedsRows() {
        var format = new RowFormat(3, Similarity.DOT);
        for (var encoding : List.of(Encoding.INT8, Encoding.INT4, Encoding.BINARY)) {
            assertThatThrownBy(() -> Codec.train(encoding, format, List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("sample for %s must have at least 1 row but had 0", encoding);
            assertThatThrownBy(() -> Codec.train(encoding, format, List.of(new float[2])))
                    .hasMessage("vector must have dimension 3 but had 2");
            assertThatThrownBy(() ->
                            Codec.train(encoding, format, List.of(new float[] {1, 2, Float.NaN})))
                    .hasMessageContaining("value 2 was NaN");
        }
        assertThat(Codec.train(Encoding.BFLOAT16, format, List.of()).rowBytes()).isEqualTo(64);
    }

    @Test
    void rowsTakeWhatTheirEncodingSays() {
        var rows = randomRows(768);
        var bytes =
                Arrays.stream(Encoding.values())
                        .map(encoding -> codec(encoding, Similarity.COSINE, rows).rowBytes());
        assertThat(bytes).containsExactly(3072L, 1536L, 768L, 384L, 128L);
        // 784 pixels leave room for a row's term.
        var images = randomRows(784);
        assertThat(codec(Encoding.INT8, Similarity.EUCLIDEAN, images).rowBytes()).isEqualTo(832);
        assertThat(codec(Encoding.INT4, Similarity.EUCLIDEAN, images).rowBytes()).isEqualTo(448);
    }

    private Codec codec(Encoding encoding, Similarity similarity, List<float[]> rows) {
        return Codec.train(encoding, new RowFormat(rows.get(0).length, similarity), rows);
    }

    private VectorMatrix filled(Codec codec, List<float[]> rows, Kernels kernels) {
        var matrix = VectorMatrix.create(codec, memory, kernels);
        rows.forEach(matrix::add);
        return matrix;
    }

    private List<float[]> randomRows(int dimension) {
        return Stream.generate(() -> randomRow(dimension)).limit(ROWS).toList();
    }

    /// Values of at most 4, so that errors have a bound.
    private float[] randomRow(int dimension) {
        var row = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            row[i] = (float) Math.clamp(random.nextGaussian(), -4, 4);
        }
        return row;
    }

    /// As it is compared: under COSINE the length of a restored row is only nearly 1.
    private static float[] restored(VectorMatrix matrix, int ordinal) {
        var row = new float[matrix.format().dimension()];
        matrix.restore(ordinal, row);
        return row;
    }

    private static double exact(Similarity similarity, float[] query, float[] row) {
        return switch (similarity) {
            case DOT -> dot(query, row);
            case COSINE -> dot(query, row) / Math.sqrt(dot(query, query) * dot(row, row));
            case EUCLIDEAN -> {
                double sum = 0;
                for (int i = 0; i < row.length; i++) {
                    sum -= ((double) query[i] - row[i]) * ((double) query[i] - row[i]);
                }
                yield sum;
            }
        };
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static float max(float[] values) {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
