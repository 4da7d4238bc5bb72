package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.index;
import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HnswIndexTest {
    private static final HnswSettings EUCLIDEAN = HnswSettings.of(Similarity.EUCLIDEAN);

    @Test
    void scoresAreWhatTheSimilaritySays() {
        var rows = new float[][] {{1, 0}, {0, 2}, {3, 4}};
        try (var euclidean = index(rows, HnswSettings.of(Similarity.EUCLIDEAN));
                var cosine = index(rows, HnswSettings.of(Similarity.COSINE));
                var dot = index(rows, HnswSettings.of(Similarity.DOT))) {
            var query = new float[] {3, 4};
            assertThat(euclidean.search(query, 3, 10))
                    .containsExactly(
                            new Hit(1002, 1f), new Hit(1001, 1f / 14), new Hit(1000, 1f / 21));
            assertThat(dot.search(query, 3, 10))
                    .containsExactly(new Hit(1002, 25), new Hit(1001, 8), new Hit(1000, 3));
            var hits = cosine.search(query, 3, 10);
            assertThat(hits).extracting(Hit::id).containsExactly(1002L, 1001L, 1000L);
            assertThat(hits.get(0).score()).isCloseTo(1, within(1e-6f));
            assertThat(hits.get(1).score()).isCloseTo(.8f, within(1e-6f));
            assertThat(hits.get(2).score()).isCloseTo(.6f, within(1e-6f));
        }
    }

    @Test
    void anEmptyIndexHasNoHits() {
        try (var index = HnswIndex.create(3, EUCLIDEAN)) {
            assertThat(index.search(new float[3], 5, 5)).isEmpty();
            assertThat(index.searchExact(new float[3], 5)).isEmpty();
            assertThat(index.size()).isZero();
            assertThat(index.unreachable()).isZero();
            assertThat(index.contains(7)).isFalse();
        }
    }

    @Test
    void oneRowIsFound() {
        try (var index = index(new float[][] {{1, 2, 3}}, EUCLIDEAN)) {
            assertThat(index.search(new float[3], 5, 5)).extracting(Hit::id).containsExactly(1000L);
            assertThat(index.unreachable()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void equalRowsAreAllReachable(Similarity similarity) {
        for (var row : new float[][] {{1, 2, 3}, {0, 0, 0}}) {
            var rows = new float[500][];
            Arrays.fill(rows, row);
            try (var index = index(rows, settings(similarity, 4, 20))) {
                assertThat(index.unreachable()).isZero();
                assertThat(index.search(row, 500, 1)).hasSize(500);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 4095, 4096})
    void everyDimensionWorks(int dimension) {
        var rows = Rows.clustered(60, dimension, 3);
        for (var similarity : Similarity.values()) {
            try (var index = index(rows, settings(similarity, 8, 50))) {
                assertThat(index.dimension()).isEqualTo(dimension);
                assertThat(index.search(rows[7], 60, 60))
                        .extracting(Hit::score)
                        .isEqualTo(
                                index.searchExact(rows[7], 60).stream().map(Hit::score).toList());
            }
        }
    }

    @Test
    void extremeValuesHurtNobody() {
        var rows = Rows.clustered(200, 4, 9);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < 4; j++) {
                rows[i][j] = (i + j) % 3 == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE / (j + 1);
            }
        }
        for (var similarity : Similarity.values()) {
            try (var index = index(rows, settings(similarity, 4, 20))) {
                assertThat(index.unreachable()).isZero();
                assertThat(index.search(rows[0], 10, 50)).hasSize(10);
            }
        }
    }

    /// Infinite products of opposite signs make NaN of a dot product.
    @Test
    void bothSearchesFindRowsThatHaveNoScore() {
        var rows = new float[20][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {Float.MAX_VALUE, i < 8 ? 1 : -Float.MAX_VALUE};
        }
        try (var index = index(rows, HnswSettings.of(Similarity.DOT))) {
            var query = new float[] {Float.MAX_VALUE, Float.MAX_VALUE};
            var hits = index.searchExact(query, 20);
            assertThat(hits).hasSize(20).doesNotHaveDuplicates();
            assertThat(hits.subList(0, 8)).allMatch(hit -> hit.score() == Float.POSITIVE_INFINITY);
            assertThat(index.search(query, 20, 20)).hasSameElementsAs(hits);
        }
    }

    @Test
    void rowsComeBackByTheirId() {
        var rows = Rows.clustered(100, 20, 5);
        try (var index = index(rows, EUCLIDEAN)) {
            assertThat(index.size()).isEqualTo(100);
            assertThat(index.contains(1042)).isTrue();
            assertThat(index.contains(42)).isFalse();
            assertThat(index.vector(1042)).containsExactly(rows[42]);
            assertThatThrownBy(() -> index.vector(42))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("id must be in the index but 42 is not");
        }
    }

    @Test
    void anyLongIsAnId() {
        try (var index = HnswIndex.create(1, EUCLIDEAN)) {
            var ids = new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 2L << 32};
            for (int i = 0; i < ids.length; i++) {
                index.add(ids[i], new float[] {i});
            }
            for (int i = 0; i < ids.length; i++) {
                assertThat(index.search(new float[] {i}, 1, 10).getFirst().id()).isEqualTo(ids[i]);
            }
        }
    }

    @Test
    void refusesWhatCannotBeAndKeepsWhatIs() {
        try (var index = index(new float[][] {{1, 2}}, EUCLIDEAN)) {
            assertRefused(
                    () -> index.add(1000, new float[] {3, 4}),
                    "id must not be in the index yet but 1000 is");
            assertRefused(
                    () -> index.add(5, new float[3]), "vector must have dimension 2 but had 3");
            assertRefused(
                    () -> index.add(5, new float[] {0, Float.NaN}),
                    "vector must have finite values but value 1 was NaN");
            assertRefused(
                    () -> index.search(new float[1], 1, 1),
                    "vector must have dimension 2 but had 1");
            assertRefused(() -> index.search(new float[2], 0, 1), "k must be at least 1 but was 0");
            assertRefused(
                    () -> index.search(new float[2], 1, -3),
                    "efSearch must be at least 1 but was -3");
            assertRefused(
                    () -> index.searchExact(new float[2], 0), "k must be at least 1 but was 0");
            assertThat(index.size()).isEqualTo(1);
            assertThat(index.search(new float[2], Integer.MAX_VALUE, Integer.MAX_VALUE)).hasSize(1);
        }
        assertRefused(
                () -> HnswIndex.create(0, EUCLIDEAN), "dimension must be in 1..4096 but was 0");
        assertRefused(() -> EUCLIDEAN.withM(1), "m must be in 2..256 but was 1");
        assertRefused(() -> EUCLIDEAN.withM(257), "m must be in 2..256 but was 257");
        assertRefused(
                () -> EUCLIDEAN.withEfConstruction(0),
                "efConstruction must be in 1..10000 but was 0");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void aClosedIndexSaysSo() {
        var index = index(new float[][] {{1, 2}}, EUCLIDEAN);
        index.close();
        index.close();
        assertClosed(() -> index.search(new float[2], 1, 1));
        assertClosed(() -> index.searchExact(new float[2], 1));
        assertClosed(() -> index.add(1, new float[2]));
        assertClosed(() -> index.contains(1));
        assertClosed(() -> index.vector(1000));
        assertClosed(index::unreachable);
        assertClosed(() -> index.save(Path.of("not written")));
        assertThat(index.size()).isEqualTo(1);
        assertThat(index.dimension()).isEqualTo(2);
        assertThat(index.settings()).isEqualTo(EUCLIDEAN);
    }

    private static void assertClosed(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("HNSW index is closed");
    }
}
