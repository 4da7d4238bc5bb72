package dev.lanes.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.MemoryLimitException;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.SectionFile;
import dev.lanes.memory.SectionFileWriter;
import dev.lanes.memory.SectionFormat;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorMatrixTest {
    private static final SectionFormat FORMAT = new SectionFormat("TESTROWS", 1);

    private final OffHeap memory = OffHeap.forOwner("test");

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void refusesDimensionsOutOfRange() {
        for (int wrong : new int[] {0, -1, 4097, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> new RowFormat(wrong, Similarity.DOT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("dimension must be in 1..4096 but was " + wrong);
        }
    }

    @Test
    void givesRowsBack() {
        for (var similarity : Similarity.values()) {
            var matrix = create(similarity, 1000);
            for (int i = 0; i < 3000; i++) {
                assertThat(matrix.add(row(i, 1000))).isEqualTo(i);
            }
            for (int i = 0; i < 3000; i++) {
                assertThat(largestDifference(matrix.row(i), row(i, 1000))).isLessThan(1e-5f);
            }
            assertThatThrownBy(() -> matrix.row(3000))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    /// A unit row is rounded; restored from it, the largest values must not pass what a float
    /// holds.
    @Test
    void theLargestValuesComeBackFinite() {
        var matrix = create(Similarity.COSINE, 3);
        for (int i = 0; i < 1000; i++) {
            float[] row = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE * (i / 1000f)};
            for (float value : matrix.row(matrix.add(row))) {
                assertThat(value).as("row %d", i).isFinite();
            }
        }
    }

    private static float largestDifference(float[] a, float[] b) {
        assertThat(a).hasSameSizeAs(b);
        float largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    /// A chunk holds 4,096 of these rows.
    @Test
    void growsWhileOthersScore() {
        var matrix = create(Similarity.DOT, 16);
        int rows = 200_000;
        var reader =
                CompletableFuture.runAsync(() -> {
                    while (matrix.size() < rows) {
                        var scorer = matrix.scorer(row(1, 16));
                        int last = scorer.size() - 1;
                        if (last >= 0) {
                            assertThat(scorer.score(last)).isEqualTo(dot(last));
                        }
                    }
                });
        for (int i = 0; i < rows; i++) {
            matrix.add(row(i, 16));
        }
        reader.join();
        assertThat(matrix.scorer(row(1, 16)).score(rows - 1)).isEqualTo(dot(rows - 1));
    }

    private static float dot(int ordinal) {
        float sum = 0;
        for (int i = 0; i < 16; i++) {
            sum += row(1, 16)[i] * row(ordinal, 16)[i];
        }
        return sum;
    }

    /// Rows take chunks of 4,096 × 64 bytes and lengths of 4,096 × 8, so that in turn the one or
    /// the other is what there is no memory for.
    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 18, (1 << 18) + (1 << 15), (1 << 19) + (1 << 15)})
    void aRefusedRowChangesNothing(long limit) {
        try (var little = OffHeap.limited("test", limit)) {
            var matrix =
                    VectorMatrix.create(
                            new RowFormat(16, Similarity.COSINE), little, Kernels.best());
            int rows = limit > 1 << 18 ? 4096 : 0;
            for (int i = 0; i < rows; i++) {
                matrix.add(row(i, 16));
            }
            var scorer = matrix.scorer(row(1, 16));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> matrix.add(row(rows, 16)))
                        .isInstanceOf(MemoryLimitException.class)
                        .hasMessageContaining("must be at most %d bytes but would be", limit);
                assertThat(little.allocatedBytes()).isEqualTo(limit);
                assertThat(matrix.size()).isEqualTo(rows);
                assertThat(matrix.scorer(row(1, 16)).size()).isEqualTo(rows);
            }
            if (rows > 0) {
                assertThat(scorer.score(1)).isCloseTo(1, within(1e-6f));
                assertThat(matrix.scorer(row(4095, 16)).score(4095)).isCloseTo(1, within(1e-6f));
            }
        }
    }

    @Test
    void aFileGivesTheSameScores(@TempDir Path folder) throws IOException {
        for (var similarity : Similarity.values()) {
            var matrix = create(similarity, 70);
            for (int i = 0; i < 500; i++) {
                matrix.add(row(i, 70));
            }
            var path = folder.resolve("rows");
            try (var file = SectionFileWriter.create(path, FORMAT)) {
                matrix.writeTo(file, "rows", 500);
                file.commit();
            }
            var opened = SectionFile.open(path, FORMAT, memory);
            var copy =
                    VectorMatrix.open(
                            matrix.codec(),
                            new MatrixSections(opened, "rows"),
                            500,
                            memory,
                            Kernels.best());
            assertThatThrownBy(() -> copy.add(row(0, 70)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("records that cannot grow must be at most 500 but would be 501");
            assertThat(copy.size()).isEqualTo(500);
            for (int i = 0; i < 500; i++) {
                assertThat(copy.row(i)).containsExactly(matrix.row(i));
                assertThat(copy.scorer(row(3, 70)).score(i))
                        .isEqualTo(matrix.scorer(row(3, 70)).score(i));
            }
            assertThatThrownBy(() ->
                            VectorMatrix.open(
                                    matrix.codec(),
                                    new MatrixSections(opened, "rows"),
                                    501,
                                    memory,
                                    Kernels.best()))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("rows");
        }
    }

    private VectorMatrix create(Similarity similarity, int dimension) {
        return VectorMatrix.create(new RowFormat(dimension, similarity), memory, Kernels.best());
    }

    /// Small whole numbers, so that every sum is exact in any order.
    private static float[] row(int ordinal, int dimension) {
        var row = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            row[i] = (ordinal * 31 + i * 17) % 19 - 9;
        }
        return row;
    }
}
