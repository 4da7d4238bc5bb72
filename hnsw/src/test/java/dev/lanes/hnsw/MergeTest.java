package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.recall;
import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.kernels.Encoding;
import dev.lanes.memory.CorruptFileException;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergeTest {
    private static final int DIMENSION = 48;

    @TempDir Path folder;
    private Path target;

    @BeforeEach
    void name() {
        target = folder.resolve("merged");
    }

    /// The rows of a slice, with ids that are their places.
    private Path file(float[][] rows, int from, int to, HnswSettings settings) throws IOException {
        var file = folder.resolve("%d-%d-%s".formatted(from, to, settings.similarity()));
        try (var index = HnswIndex.create(rows[0].length, settings)) {
            for (int i = from; i < to; i++) {
                index.add(i, rows[i]);
            }
            index.save(file);
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void theResultHasAllRowsAndNoOther(Similarity similarity) throws IOException {
        var rows = Rows.clustered(6000, DIMENSION, 71);
        var settings = settings(similarity, 8, 80);
        var large = file(rows, 1000, 5000, settings);
        try (var index = HnswIndex.load(large)) {
            index.delete(1001);
            index.save(large);
        }
        var files =
                List.of(
                        file(rows, 0, 1000, settings),
                        large,
                        file(rows, 5000, 6000, settings.withSeed(9).withM(4)),
                        file(rows, 6000, 6000, settings));
        try (var executor = Executors.newFixedThreadPool(2)) {
            HnswFiles.merge(files, target, BulkSettings.of(executor, 2));
        }
        HnswFiles.verify(target);
        try (var merged = HnswIndex.open(target);
                var fresh = Rows.index(rows, settings)) {
            assertThat(merged.size()).isEqualTo(5999);
            assertThat(merged.settings()).isEqualTo(settings);
            assertThat(merged.contains(1001)).isFalse();
            for (int i = 0; i < 6000; i += 7) {
                if (i != 1001) {
                    assertThat(merged.vector(i))
                            .usingComparatorWithPrecision(1e-5f)
                            .containsExactly(rows[i]);
                }
            }
            var queries = Rows.clustered(200, DIMENSION, 71);
            // Two threads make another graph each time; .015 less was seen.
            assertThat(recall(merged, queries, 10, 100))
                    .isGreaterThanOrEqualTo(recall(fresh, queries, 10, 100) - .03);
        }
    }

    @Test
    void oneThreadGivesOneFileAndTheTargetMayBeOneOfTheFiles() throws IOException {
        var rows = Rows.clustered(2500, DIMENSION, 72);
        var settings = settings(Similarity.COSINE, 8, 40);
        var files = List.of(file(rows, 0, 1500, settings), file(rows, 1500, 2500, settings));
        HnswFiles.merge(files, target, BulkSettings.alone());
        HnswFiles.merge(files, files.getFirst(), BulkSettings.alone());
        assertThat(target).hasSameBinaryContentAs(files.getFirst());
        HnswFiles.merge(List.of(target), folder.resolve("copy"), BulkSettings.alone());
        assertThat(folder.resolve("copy")).hasSameBinaryContentAs(target);
    }

    @Test
    void rowsThatAreCodesOnlyAreMergedAsTheyAreRestored() throws IOException {
        var rows = Rows.clustered(3000, DIMENSION, 73);
        var codes =
                settings(Similarity.EUCLIDEAN, 8, 60).withStorage(RowStorage.only(Encoding.INT8));
        var files = List.of(folder.resolve("a"), folder.resolve("b"));
        for (int part = 0; part < 2; part++) {
            try (var index = HnswIndex.create(DIMENSION, codes)) {
                int from = part * 1500;
                var some = Arrays.asList(rows).subList(from, from + 1500);
                index.addAll(
                        some.stream()
                                .map(row -> new Row(Arrays.asList(rows).indexOf(row), row))
                                .toList(),
                        BulkSettings.alone());
                index.save(files.get(part));
            }
        }
        HnswFiles.merge(files, target, BulkSettings.alone());
        try (var merged = HnswIndex.open(target)) {
            assertThat(merged.size()).isEqualTo(3000);
            for (int i = 0; i < 3000; i += 11) {
                assertThat(merged.search(rows[i], 1, 50).getFirst().id()).isEqualTo(i);
            }
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAndNothingWritten() throws IOException {
        var rows = Rows.clustered(300, DIMENSION, 74);
        var euclidean = settings(Similarity.EUCLIDEAN, 4, 10);
        var first = file(rows, 0, 100, euclidean);
        var overlap = file(rows, 99, 150, euclidean);
        assertRefused(
                List.of(overlap, first),
                "files must have different ids but %s and %s have 99".formatted(first, overlap));
        var third = file(rows, 200, 300, euclidean);
        var fourth = file(rows, 250, 290, euclidean);
        var fifth = file(rows, 285, 299, euclidean);
        assertRefused(List.of(first, fourth, fifth), "%s and %s have 285".formatted(fourth, fifth));
        assertRefused(
                List.of(third, file(rows, 100, 150, settings(Similarity.DOT, 4, 10))),
                "has 48 and EUCLIDEAN");
        assertRefused(
                List.of(first, file(Rows.clustered(9, 3, 74), 0, 9, euclidean)), "3 and EUCLIDEAN");
        assertRefused(List.of(), "files must be at least 1 but were 0");
        var settings = BulkSettings.alone().withCancellation(() -> true);
        assertThatThrownBy(() -> HnswFiles.merge(List.of(first, third), target, settings))
                .isInstanceOf(CancellationException.class);
        assertThat(target).doesNotExist();
    }

    private void assertRefused(List<Path> files, String reason) {
        assertThatThrownBy(() -> HnswFiles.merge(files, target, BulkSettings.alone()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
        assertThat(target).doesNotExist();
    }

    @Test
    void aDamagedFileIsRefusedAndNothingWritten() throws IOException {
        var rows = Rows.clustered(300, DIMENSION, 75);
        var settings = settings(Similarity.EUCLIDEAN, 4, 10);
        var files = List.of(file(rows, 0, 200, settings), file(rows, 200, 300, settings));
        for (var file : files) {
            var good = Files.readAllBytes(file);
            var bad = good.clone();
            bad[bad.length / 2] ^= 4;
            Files.write(file, bad);
            assertThatThrownBy(() -> HnswFiles.merge(files, target, BulkSettings.alone()))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining(file.toString());
            Files.write(file, good);
        }
        assertThat(target).doesNotExist();
    }
}
