package dev.lanes.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The backend under test against the scalar one and against sums in double.
class ScorerTest {
    private static final int[] DIMENSIONS = {
        1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 127, 128, 129, 384, 768, 784, 1023, 1024, 1025, 1536,
        4095, 4096
    };
    private static final int ROWS = 67;
    private static final Set<String> SAME_WIDTH =
            Set.of(
                    "native, avx2 and panama, 256 bits",
                    "native, avx512 and panama, 512 bits",
                    "native, vnni and panama, 512 bits",
                    "native, amx and panama, 512 bits",
                    "native, neon and panama, 128 bits",
                    "native, dotprod and panama, 128 bits");

    private final OffHeap memory = OffHeap.forOwner("test");
    private final Random random = new Random(7);

    @AfterEach
    void close() {
        memory.close();
    }

    static Stream<Arguments> formats() {
        return Stream.of(Similarity.values())
                .flatMap(similarity ->
                        Arrays.stream(DIMENSIONS).mapToObj(d -> Arguments.of(similarity, d)));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void equalsTheSumInDouble(Similarity similarity, int dimension) {
        var rows = randomRows(dimension);
        var query = randomRow(dimension);
        var scorer = filled(similarity, rows, Kernels.best()).scorer(query);
        for (int i = 0; i < ROWS; i++) {
            double error = dimension * 0x1p-23 * magnitude(similarity, query, rows[i]);
            assertThat((double) scorer.score(i))
                    .isCloseTo(exact(similarity, query, rows[i]), within(2 * error));
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void equalsTheScalarBackend(Similarity similarity, int dimension) {
        var rows = randomRows(dimension);
        var query = randomRow(dimension);
        var ours = filled(similarity, rows, Kernels.best()).scorer(query);
        var scalar = filled(similarity, rows, Kernels.of(Backend.SCALAR)).scorer(query);
        for (int i = 0; i < ROWS; i++) {
            double error = dimension * 0x1p-23 * magnitude(similarity, query, rows[i]);
            assertThat((double) ours.score(i)).isCloseTo(scalar.score(i), within(error));
        }
    }

    /// They add in one order, so that an index does not depend on which of the two built it.
    @ParameterizedTest
    @MethodSource("formats")
    void nativeEqualsPanamaOfTheSameWidthToTheBit(Similarity similarity, int dimension) {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "the Vector API is not there");
        var panama = Kernels.of(Backend.PANAMA);
        var pair = Kernels.best().description() + " and " + panama.description();
        assumeTrue(SAME_WIDTH.contains(pair), pair + " are not native and panama of one width");
        var rows = randomRows(dimension);
        var query = randomRow(dimension);
        var ours = filled(similarity, rows, Kernels.best()).scorer(query);
        var theirs = filled(similarity, rows, panama).scorer(query);
        for (int i = 0; i < ROWS; i++) {
            assertThat(ours.score(i)).isEqualTo(theirs.score(i));
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aRowScoresTheSameAloneAndInEveryBlock(Similarity similarity, int dimension) {
        var matrix = filled(similarity, randomRows(dimension), Kernels.best());
        var scorer = matrix.scorer(randomRow(dimension));
        var alone = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            alone[i] = scorer.score(i);
        }
        for (int count : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 33, 128, 129, 300}) {
            var ordinals = random.ints(count, 0, ROWS).toArray();
            var values = new float[count];
            scorer.score(ordinals, count, values);
            for (int i = 0; i < count; i++) {
                assertThat(values[i]).isEqualTo(alone[ordinals[i]]);
            }
        }
    }

    /// The interpreter, the first compiler and the second one must agree to the bit.
    @Test
    void compilingDoesNotChangeAScore() {
        for (var similarity : Similarity.values()) {
            var matrix = filled(similarity, randomRows(100), Kernels.best());
            var scorer = matrix.scorer(randomRow(100));
            var ordinals = random.ints(16, 0, ROWS).toArray();
            var first = new float[16];
            scorer.score(ordinals, 16, first);
            var later = new float[16];
            for (int i = 0; i < 20_000; i++) {
                scorer.score(ordinals, 16, later);
            }
            assertThat(later).containsExactly(first);
        }
    }

    @Test
    void aStoredRowIsAQueryToo() {
        for (var similarity : Similarity.values()) {
            var rows = randomRows(33);
            var matrix = filled(similarity, rows, Kernels.best());
            var reused = matrix.scorer();
            assertThatThrownBy(() -> reused.score(0)).isInstanceOf(IndexOutOfBoundsException.class);
            for (int i = 0; i < ROWS; i++) {
                reused.prepare(i);
                float fresh = matrix.scorer(rows[i]).score(5);
                assertThat(reused.score(5)).isEqualTo(fresh);
                reused.prepare(rows[i]);
                assertThat(reused.score(5)).isEqualTo(fresh);
            }
        }
    }

    @Test
    void rowsAreCountedWhenTheQueryIsPrepared() {
        var matrix = filled(Similarity.DOT, randomRows(3), Kernels.best());
        var scorer = matrix.scorer(randomRow(3));
        int added = matrix.add(randomRow(3));
        assertThat(scorer.size()).isEqualTo(ROWS);
        assertThatThrownBy(() -> scorer.score(added)).isInstanceOf(IndexOutOfBoundsException.class);
        scorer.prepare(0);
        assertThat(scorer.score(added)).isFinite();
    }

    /// What C code would do with freed memory must not happen, with a lease or without.
    @Test
    void afterTheMemoryIsClosedNothingIsScored() {
        for (var similarity : Similarity.values()) {
            try (var other = OffHeap.forOwner("closed matrix")) {
                var format = new RowFormat(5, similarity);
                var matrix = VectorMatrix.create(format, other, Kernels.best());
                matrix.add(randomRow(5));
                var scorer = matrix.scorer(randomRow(5));
                other.close();
                assertThatThrownBy(() -> scorer.score(0)).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @RepeatedTest(10)
    void closingUnderAScorerWithoutALeaseIsAnException() {
        var other = OffHeap.forOwner("closed matrix");
        var format = new RowFormat(4096, Similarity.DOT);
        var matrix = VectorMatrix.create(format, other, Kernels.best());
        for (int i = 0; i < ROWS; i++) {
            matrix.add(randomRow(4096));
        }
        var ordinals = random.ints(64, 0, ROWS).toArray();
        var started = new CountDownLatch(1);
        var scoring =
                CompletableFuture.runAsync(() -> {
                    var scorer = matrix.scorer(matrix.row(0));
                    var values = new float[64];
                    while (true) {
                        scorer.score(ordinals, 64, values);
                        started.countDown();
                    }
                });
        assertThat(started).satisfies(CountDownLatch::await);
        other.close();
        assertThatThrownBy(scoring::join).hasCauseInstanceOf(IllegalStateException.class);
    }

    /// A search makes a scorer and forgets it: the memory of one must not outlive it.
    @Test
    void scorersThatAreForgottenTakeNoMemory() {
        var matrix = filled(Similarity.DOT, randomRows(4096), Kernels.best());
        var query = randomRow(4096);
        long before = memory.allocatedBytes();
        float first = matrix.scorer(query).score(3);
        // Twice the direct memory that the build gives to the JVM of this test.
        for (int i = 0; i < 15_000; i++) {
            var scorer = matrix.scorer();
            if (i % 1000 == 0) {
                scorer.prepare(query);
                assertThat(scorer.score(3)).isEqualTo(first);
            }
        }
        assertThat(memory.allocatedBytes()).isEqualTo(before);
    }

    @Test
    void aRowOfZerosHasCosineZero() {
        var matrix = create(Similarity.COSINE, 5);
        matrix.add(new float[5]);
        matrix.add(new float[] {1, 2, 3, 4, 5});
        assertThat(matrix.scorer(new float[] {1, 0, 0, 0, 0}).score(0)).isZero();
        assertThat(matrix.scorer(new float[5]).score(1)).isZero();
    }

    @Test
    void cosineKnowsNoLength() {
        var matrix = create(Similarity.COSINE, 2);
        matrix.add(new float[] {Float.MAX_VALUE, Float.MAX_VALUE});
        matrix.add(new float[] {Float.MIN_VALUE, Float.MIN_VALUE});
        var scorer = matrix.scorer(new float[] {3, 3});
        assertThat(scorer.score(0)).isCloseTo(1, within(1e-6f));
        assertThat(scorer.score(1)).isCloseTo(1, within(1e-6f));
        assertThat(matrix.row(0)).containsExactly(Float.MAX_VALUE, Float.MAX_VALUE);
    }

    @Test
    void refusesOrdinalsThatAreNotThere() {
        var scorer = filled(Similarity.DOT, randomRows(8), Kernels.best()).scorer(randomRow(8));
        for (int wrong : new int[] {-1, ROWS, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> scorer.score(wrong))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining(String.valueOf(wrong));
            var block = new int[] {0, 1, 2, 3, wrong, 5, 6, 7, 8};
            assertThatThrownBy(() -> scorer.score(block, 9, new float[9]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> scorer.score(new int[3], 4, new float[4]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> scorer.score(new int[4], 4, new float[3]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesWhatIsNoVector() {
        var matrix = create(Similarity.EUCLIDEAN, 3);
        assertThatThrownBy(() -> matrix.add(new float[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector must have dimension 3 but had 2");
        assertThatThrownBy(() -> matrix.scorer(new float[] {1, Float.NaN, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector must have finite values but value 1 was NaN");
        assertThatThrownBy(() -> matrix.add(new float[] {1, 2, Float.NEGATIVE_INFINITY}))
                .hasMessage("vector must have finite values but value 2 was -Infinity");
        assertThat(matrix.size()).isZero();
    }

    private VectorMatrix create(Similarity similarity, int dimension) {
        return VectorMatrix.create(new RowFormat(dimension, similarity), memory, Kernels.best());
    }

    private VectorMatrix filled(Similarity similarity, float[][] rows, Kernels kernels) {
        var format = new RowFormat(rows[0].length, similarity);
        var matrix = VectorMatrix.create(format, memory, kernels);
        for (var row : rows) {
            matrix.add(row);
        }
        return matrix;
    }

    private float[][] randomRows(int dimension) {
        return Stream.generate(() -> randomRow(dimension)).limit(ROWS).toArray(float[][]::new);
    }

    private float[] randomRow(int dimension) {
        var row = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            row[i] = (float) random.nextGaussian();
        }
        return row;
    }

    private static double exact(Similarity similarity, float[] a, float[] b) {
        return switch (similarity) {
            case DOT -> dot(a, b);
            case COSINE -> dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
            case EUCLIDEAN -> -squaredL2(a, b);
        };
    }

    /// Σ|aᵢbᵢ| of the operands that the kernel multiplies.
    private static double magnitude(Similarity similarity, float[] a, float[] b) {
        if (similarity == Similarity.EUCLIDEAN) {
            return squaredL2(a, b);
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((double) a[i] * b[i]);
        }
        double norms = Math.sqrt(dot(a, a) * dot(b, b));
        return similarity == Similarity.COSINE ? sum / norms : sum;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double squaredL2(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        }
        return sum;
    }
}
