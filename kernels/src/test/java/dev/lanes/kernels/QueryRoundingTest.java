package dev.lanes.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// How queries of the encodings with codes are rounded, against sums in double over restored rows.
class QueryRoundingTest {
    private static final long SEED = 17;
    private static final int[] DIMENSIONS = {
        1, 3, 7, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 384, 768, 784, 1023, 1025, 1536,
        4096
    };
    private static final int ROWS = 43;

    private final OffHeap memory = OffHeap.forOwner("test");
    private final Random random = new Random(SEED);

    @AfterEach
    void close() {
        memory.close();
    }

    static Stream<Arguments> codecs() {
        return Stream.of(Encoding.INT8, Encoding.INT4)
                .flatMap(encoding ->
                        Arrays.stream(Similarity.values())
                                .flatMap(similarity ->
                                        Arrays.stream(DIMENSIONS)
                                                .mapToObj(dimension ->
                                                        Arguments.of(
                                                                encoding, similarity, dimension))));
    }

    /// Small and large beside the rows, so that each way of rounding is taken.
    @ParameterizedTest
    @MethodSource("codecs")
    void aQueryOfAnyLengthIsRoundedToItsOwnRange(
            Encoding encoding, Similarity similarity, int dimension) {
        var matrix = filled(encoding, similarity, dimension);
        var query = randomRow(dimension);
        for (float factor : new float[] {0x1p-40f, 0x1p-12f, .1f, 1, 300, 0x1p40f}) {
            var scaled = query.clone();
            for (int i = 0; i < dimension; i++) {
                scaled[i] *= factor;
            }
            var scorer = matrix.scorer(scaled);
            for (int row = 0; row < ROWS; row++) {
                double exact = exact(similarity, scaled, restored(matrix, row));
                // Half a step of each value, and what a float cannot hold.
                double steps = dimension * 16.0 / 127 * scale(similarity, dimension, factor);
                assertThat((double) scorer.score(row))
                        .as("row %d, times %s, seed %d", row, factor, SEED)
                        .isCloseTo(exact, within(steps + Math.abs(exact) * 0x1p-21));
            }
        }
    }

    /// Whether its values are restored first or not.
    @ParameterizedTest
    @MethodSource("codecs")
    void aStoredRowIsAQueryWithinTheSameError(
            Encoding encoding, Similarity similarity, int dimension) {
        var matrix = filled(encoding, similarity, dimension);
        var scorer = matrix.scorer();
        // Restored rows are clipped, and of nearly length 1 under COSINE.
        double error = dimension * 16.0 / 127 * scale(similarity, dimension, 1) + 0x1p-16;
        var product = similarity == Similarity.COSINE ? Similarity.DOT : similarity;
        for (int query = 0; query < ROWS; query += 7) {
            scorer.prepare(query);
            var values = restored(matrix, query);
            for (int row = 0; row < ROWS; row++) {
                assertThat((double) scorer.score(row))
                        .as("rows %d and %d, seed %d", query, row, SEED)
                        .isCloseTo(exact(product, values, restored(matrix, row)), within(error));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aStoredRowGivesEveryBackendTheSameValues(
            Encoding encoding, Similarity similarity, int dimension) {
        var rows = Stream.generate(() -> randomRow(dimension)).limit(ROWS).toList();
        // The last dimensions are small beside the first.
        rows.forEach(row -> row[0] *= 50);
        var codec = Codec.train(encoding, new RowFormat(dimension, similarity), rows);
        var ours = filled(codec, rows, Kernels.best()).scorer();
        var scalar = filled(codec, rows, Kernels.of(Backend.SCALAR)).scorer();
        for (int query = 0; query < ROWS; query += 7) {
            ours.prepare(query);
            scalar.prepare(query);
            for (int row = 0; row < ROWS; row++) {
                assertThat(ours.score(row))
                        .as("rows %d and %d, seed %d", query, row, SEED)
                        .isEqualTo(scalar.score(row));
            }
        }
    }

    /// Every code, weight and offset as large as they may be: sums of 16-bit products stay within
    /// 32 bits.
    @ParameterizedTest
    @EnumSource(Similarity.class)
    void theLargestRowIsAQueryToo(Similarity similarity) {
        int dimension = RowFormat.MAX_DIMENSION;
        var high = new float[dimension];
        var low = new float[dimension];
        Arrays.fill(high, 1000);
        Arrays.fill(low, 999);
        var rows = List.of(high, low);
        var codec = Codec.train(Encoding.INT8, new RowFormat(dimension, similarity), rows);
        var matrix = filled(codec, rows, Kernels.best());
        var scorer = matrix.scorer();
        var product = similarity == Similarity.COSINE ? Similarity.DOT : similarity;
        for (int query = 0; query < 2; query++) {
            scorer.prepare(query);
            for (int row = 0; row < 2; row++) {
                double exact = exact(product, restored(matrix, query), restored(matrix, row));
                double error = similarity == Similarity.EUCLIDEAN ? dimension / 254.0 : exact / 254;
                assertThat((double) scorer.score(row)).isCloseTo(exact, within(error + 0x1p-16));
            }
        }
    }

    /// How large products of a query and a row are beside those of rows of values up to 4.
    private static double scale(Similarity similarity, int dimension, float factor) {
        return switch (similarity) {
            case COSINE -> 1.0 / dimension;
            case DOT -> factor;
            case EUCLIDEAN -> Math.max(1, factor);
        };
    }

    private VectorMatrix filled(Encoding encoding, Similarity similarity, int dimension) {
        var rows = Stream.generate(() -> randomRow(dimension)).limit(ROWS).toList();
        var codec = Codec.train(encoding, new RowFormat(dimension, similarity), rows);
        return filled(codec, rows, Kernels.best());
    }

    private VectorMatrix filled(Codec codec, List<float[]> rows, Kernels kernels) {
        var matrix = VectorMatrix.create(codec, memory, kernels);
        rows.forEach(matrix::add);
        return matrix;
    }

    /// Values of at most 4, so that errors have a bound.
    private float[] randomRow(int dimension) {
        var row = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            row[i] = (float) Math.clamp(random.nextGaussian(), -4, 4);
        }
        return row;
    }

    private static float[] restored(VectorMatrix matrix, int ordinal) {
        var row = new float[matrix.format().dimension()];
        matrix.restore(ordinal, row);
        return row;
    }

    /// Under COSINE the query gets length 1; the row has it, but for its encoding.
    private static double exact(Similarity similarity, float[] query, float[] row) {
        double dot = 0;
        double squares = 0;
        double distance = 0;
        for (int i = 0; i < row.length; i++) {
            double difference = (double) query[i] - row[i];
            dot += (double) query[i] * row[i];
            squares += (double) query[i] * query[i];
            distance += difference * difference;
        }
        return switch (similarity) {
            case DOT -> dot;
            case COSINE -> dot / Math.sqrt(squares);
            case EUCLIDEAN -> -distance;
        };
    }
}
