package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.index;
import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.hnsw.RowStorage.FullRows;
import dev.lanes.kernels.Encoding;
import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void moreHitsThanRowsAreAllRows(Encoding encoding) {
        var settings = settings(Similarity.COSINE, 4, 20).withStorage(RowStorage.of(encoding));
        try (var index = index(Rows.clustered(1500, 12, 81), settings)) {
            assertThat(index.encoding()).isEqualTo(encoding);
            var query = Rows.clustered(1, 12, 82)[0];
            assertThat(index.search(query, Integer.MAX_VALUE, 1)).hasSize(1500);
            assertThat(index.search(query, 1600, Integer.MAX_VALUE)).hasSize(1500);
            assertThat(index.searchExact(query, Integer.MAX_VALUE)).hasSize(1500);
        }
    }

    /// Rows of which codes take no less memory stay floats; nobody asks again with each row.
    @Test
    void anEncodingIsChosenOnceWhereRowsAreDropped() {
        var storage = new RowStorage(Optional.empty(), FullRows.DROPPED);
        var settings = settings(Similarity.EUCLIDEAN, 2, 2).withStorage(storage);
        try (var index = index(Rows.clustered(8300, 4, 83), settings)) {
            var form = index.graph().rows();
            assertThat(index.encoding()).isEqualTo(Encoding.FLOAT32);
            index.add(1, new float[4]);
            assertThat(index.graph().rows()).isSameAs(form);
        }
    }

    /// The cosine with a row without direction is 0.
    @Test
    void zeroVectorsHaveTheCosineZero() {
        var rows = new float[][] {{0, 0}, {1, 0}, {0, 0}, {-1, 0}};
        try (var index = index(rows, HnswSettings.of(Similarity.COSINE))) {
            assertThat(index.search(new float[] {2, 0}, 4, 4))
                    .extracting(Hit::score)
                    .containsExactly(1f, 0f, 0f, -1f);
            assertThat(index.search(new float[2], 4, 4)).extracting(Hit::score).containsOnly(0f);
            assertThat(index.vector(1002)).containsExactly(0, 0);
            assertThat(index.search(new float[2], 4, 4)).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void valuesThatAreNotFiniteAreRefusedEverywhere(float value) {
        try (var index = index(new float[][] {{1, 2}}, HnswSettings.of(Similarity.DOT))) {
            var bad = new float[] {1, value};
            assertThatThrownBy(() -> index.add(1, bad)).hasMessageContaining("finite");
            assertThatThrownBy(() -> index.upsert(1000, bad)).hasMessageContaining("finite");
            assertThatThrownBy(() -> index.upsert(2, bad)).hasMessageContaining("finite");
            assertThatThrownBy(() -> index.search(bad, 1, 1)).hasMessageContaining("finite");
            assertThatThrownBy(() -> index.searchExact(bad, 1)).hasMessageContaining("finite");
            assertThat(index.vector(1000)).containsExactly(1, 2);
            assertThat(index.size()).isEqualTo(1);
        }
    }

    /// The oldest row first, as rows expire: the rest must stay linked with few links a node.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16})
    void rowsExpireInTheOrderInWhichTheyCame(int m) throws IOException {
        var rows = Rows.clustered(1500, 5, 84);
        var file = folder.resolve("graph");
        try (var index = index(rows, settings(Similarity.DOT, m, 10))) {
            for (int i = 0; i < rows.length - 1; i++) {
                assertThat(index.delete(1000 + i)).isTrue();
                if (i % 100 == 0 || i > rows.length - 40) {
                    Laws.assertHold(index, "without the first " + (i + 1));
                }
            }
            index.save(file);
            HnswFiles.verify(file);
            assertThat(index.search(rows[0], 5, 5))
                    .extracting(Hit::id)
                    .containsExactly(1000L + rows.length - 1);
        }
    }

    @Test
    void theFirstAndTheLastIdsAreUpsertedAndDeleted() {
        try (var index = HnswIndex.create(1, HnswSettings.of(Similarity.EUCLIDEAN))) {
            for (long id : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1}) {
                assertThat(index.upsert(id, new float[] {1})).isFalse();
                assertThat(index.upsert(id, new float[] {2})).isTrue();
                assertThat(index.vector(id)).containsExactly(2);
            }
            assertThat(index.ids())
                    .containsExactlyInAnyOrder(Long.MIN_VALUE, Long.MAX_VALUE, 0, -1);
            assertThat(index.delete(Long.MIN_VALUE)).isTrue();
            assertThat(index.delete(Long.MIN_VALUE)).isFalse();
            assertThat(index.contains(Long.MIN_VALUE)).isFalse();
            assertThat(index.search(new float[1], 9, 9)).hasSize(3);
        }
    }
}
