package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.ids;
import static dev.lanes.hnsw.Rows.index;
import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionTest {
    private static final HnswSettings SETTINGS = settings(Similarity.EUCLIDEAN, 4, 40);

    @TempDir Path folder;

    /// Too few deletions for a sweep: the nodes are still in the graph.
    @Test
    void anOpenedFileDoesNotFindDeletedRows() throws IOException {
        var rows = Rows.clustered(300, 6, 51);
        var file = folder.resolve("graph");
        try (var index = index(rows, SETTINGS)) {
            IntStream.range(0, 20).forEach(i -> index.delete(1000 + i));
            index.save(file);
        }
        HnswFiles.verify(file);
        try (var opened = HnswIndex.open(file)) {
            assertThat(opened.size()).isEqualTo(280);
            for (int i = 0; i < 20; i++) {
                assertThat(ids(opened.search(rows[i], 300, 300))).doesNotContain(1000L + i);
            }
            assertThat(opened.search(rows[0], 300, 300)).hasSize(280);
        }
    }

    @Test
    void anEmptiedIndexHasNoHitsAndCanBeFilledAgain() throws IOException {
        var rows = Rows.clustered(200, 6, 52);
        var file = folder.resolve("graph");
        try (var index = index(rows, SETTINGS)) {
            for (int round = 0; round < 3; round++) {
                IntStream.range(0, rows.length).forEach(i -> index.delete(1000 + i));
                assertEmpty(index);
                index.compact();
                assertEmpty(index);
                index.save(file);
                HnswFiles.verify(file);
                try (var opened = HnswIndex.open(file);
                        var loaded = HnswIndex.load(file)) {
                    assertEmpty(opened);
                    assertEmpty(loaded);
                    loaded.add(5, rows[5]);
                    assertThat(loaded.search(rows[5], 10, 10))
                            .extracting(Hit::id)
                            .containsExactly(5L);
                }
                IntStream.range(0, rows.length).forEach(i -> index.add(1000 + i, rows[i]));
                assertThat(index.search(rows[0], 200, 200)).hasSize(200);
                assertThat(index.unreachable()).isZero();
            }
        }
    }

    private static void assertEmpty(HnswIndex index) {
        assertThat(index.size()).isZero();
        assertThat(index.search(new float[6], 10, 10)).isEmpty();
        assertThat(index.searchExact(new float[6], 10)).isEmpty();
        assertThat(index.ids()).isEmpty();
        assertThat(index.unreachable()).isZero();
    }

    /// Dead nodes may be on levels that no live one is on.
    @Test
    void aFileIsRightAfterTheEntryWasDeleted() throws IOException {
        var rows = Rows.clustered(300, 6, 53);
        var file = folder.resolve("graph");
        try (var index = index(rows, SETTINGS)) {
            for (int i = 0; i < rows.length; i++) {
                int level = Levels.draw(SETTINGS, i);
                if (level >= 3) {
                    index.delete(1000 + i);
                }
            }
            assertThat(index.size()).isLessThan(300);
            index.save(file);
            HnswFiles.verify(file);
            try (var loaded = HnswIndex.load(file)) {
                assertThat(loaded.size()).isEqualTo(index.size());
            }
        }
    }

    /// All that is close to the query is dead, far more than a beam of 10 has room for.
    @Test
    void deletedRowsTakeNoPlacesOfHits() {
        var rows = Rows.clustered(5000, 8, 54);
        int found = 0;
        for (int place = 0; place < 5; place++) {
            try (var index = index(rows, SETTINGS)) {
                var query = rows[place];
                index.searchExact(query, 400).forEach(hit -> index.delete(hit.id()));
                assertThat(index.search(query, 10, 10)).hasSize(10);
                var exact = ids(index.searchExact(query, 10));
                exact.retainAll(ids(index.search(query, 10, 100)));
                found += exact.size();
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(40);
    }
}
