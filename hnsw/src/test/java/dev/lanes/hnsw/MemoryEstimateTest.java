package dev.lanes.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.kernels.Encoding;
import dev.lanes.memory.OrdinalMap;
import dev.lanes.vector.Similarity;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryEstimateTest {
    /// Rows are linked hastily: what they take does not depend on that.
    @ParameterizedTest(name = "{0} rows of {1} values, m {3}, {4}, {2}")
    @CsvSource({
        "0, 24, EUCLIDEAN, 16, automatic",
        "1, 24, COSINE, 16, automatic",
        "700, 96, DOT, 2, INT8",
        "5000, 24, EUCLIDEAN, 16, automatic",
        "5000, 96, COSINE, 5, automatic",
        "5000, 1000, DOT, 32, automatic",
        "5000, 384, COSINE, 16, only INT8",
        "9000, 24, DOT, 4, only INT4",
        "9000, 96, EUCLIDEAN, 16, BFLOAT16",
        "9000, 784, EUCLIDEAN, 16, INT4",
        "5000, 384, COSINE, 16, BINARY",
        "9000, 1000, COSINE, 8, only BINARY",
        "20000, 96, COSINE, 16, only INT8",
        "20000, 384, EUCLIDEAN, 16, FLOAT32",
        "70000, 16, DOT, 4, automatic"
    })
    void itIsWithinFivePercent(
            int rows, int dimension, Similarity similarity, int m, String storage) {
        var settings = Rows.settings(similarity, m, 2).withStorage(storage(storage)).withSeed(rows);
        var estimate = MemoryEstimate.of(rows, dimension, settings);
        try (var index = HnswIndex.create(dimension, settings)) {
            var vectors = Rows.clustered(rows, dimension, 81);
            index.addAll(
                    () -> IntStream.range(0, rows).mapToObj(i -> new Row(i, vectors[i])).iterator(),
                    BulkSettings.alone());
            // What was replaced is given back with the next changes.
            index.compact();
            assertThat(estimate.bytes())
                    .as("estimate for %d rows of %d values", rows, dimension)
                    .isCloseTo(index.bytes(), Percentage.withPercentage(5));
        }
    }

    private static RowStorage storage(String name) {
        return switch (name) {
            case "automatic" -> RowStorage.automatic();
            case String only when only.startsWith("only ") ->
                    RowStorage.only(Encoding.valueOf(only.substring(5)));
            default -> RowStorage.of(Encoding.valueOf(name));
        };
    }

    @Test
    void theHeapIsCountedToo() {
        int rows = 1_000_000;
        long before = usedHeap();
        var ordinals = new OrdinalMap();
        var linksFromHigher = new LinksFromHigher();
        for (int i = 0; i < rows; i++) {
            ordinals.put(i * 31L, i);
            linksFromHigher.reserve(i);
        }
        long used = usedHeap() - before;
        var estimate = MemoryEstimate.of(rows, 8, HnswSettings.of(Similarity.DOT));
        // The JVM rounds large arrays up to whole regions.
        assertThat(used).isCloseTo(estimate.heapBytes(), Percentage.withPercentage(12));
        assertThat(ordinals.get(31L) + linksFromHigher.count(5)).isEqualTo(1);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /// Of many rows the levels are not drawn one by one.
    @Test
    void manyRowsTakeWhatTheirPartsTake() {
        var settings = HnswSettings.of(Similarity.DOT);
        long part = MemoryEstimate.of(4_000_000, 384, settings).bytes();
        assertThat(MemoryEstimate.of(1_000_000_000, 384, settings).bytes())
                .isCloseTo(250 * part, Percentage.withPercentage(1));
    }

    @Test
    void whatNoIndexCanBeIsRefused() {
        var settings = HnswSettings.of(Similarity.DOT);
        assertThatThrownBy(() -> MemoryEstimate.of(-1, 4, settings))
                .hasMessage("rows must be at least 0 but were -1");
        assertThatThrownBy(() -> MemoryEstimate.of(1, 5000, settings))
                .hasMessage("dimension must be in 1..4096 but was 5000");
    }
}
