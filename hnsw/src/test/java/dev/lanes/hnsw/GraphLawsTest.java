package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.index;
import static dev.lanes.hnsw.Rows.recall;
import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GraphLawsTest {
    @TempDir Path folder;

    /// `verify` checks the degrees, the links, the levels and the reachability of a saved graph.
    @ParameterizedTest
    @CsvSource({
        "EUCLIDEAN, 2, 3",
        "EUCLIDEAN, 5, 40",
        "EUCLIDEAN, 16, 100",
        "COSINE, 2, 1",
        "COSINE, 16, 100",
        "DOT, 2, 10",
        "DOT, 16, 100"
    })
    void aGraphKeepsItsLaws(Similarity similarity, int m, int efConstruction) throws IOException {
        var rows = Rows.clustered(3000, 24, 11);
        try (var index = index(rows, settings(similarity, m, efConstruction))) {
            assertThat(index.unreachable()).isZero();
            index.save(folder.resolve("graph"));
            HnswFiles.verify(folder.resolve("graph"));
        }
    }

    @Test
    void everyGraphOnTheWayKeepsItsLaws() throws IOException {
        var rows = Rows.clustered(150, 4, 12);
        try (var index = HnswIndex.create(4, settings(Similarity.EUCLIDEAN, 2, 4))) {
            for (int i = 0; i < rows.length; i++) {
                index.add(i, rows[i]);
                assertThat(index.unreachable()).isZero();
                index.save(folder.resolve("graph"));
                HnswFiles.verify(folder.resolve("graph"));
            }
        }
    }

    @Test
    void oneSeedGivesOneGraph() throws IOException {
        var rows = Rows.clustered(2000, 30, 13);
        var settings = settings(Similarity.COSINE, 8, 60);
        assertThat(saved(rows, settings)).isEqualTo(saved(rows, settings));
        assertThat(saved(rows, settings)).isNotEqualTo(saved(rows, settings.withSeed(1)));
    }

    private byte[] saved(float[][] rows, HnswSettings settings) throws IOException {
        try (var index = index(rows, settings)) {
            index.save(folder.resolve("graph"));
            return Files.readAllBytes(folder.resolve("graph"));
        }
    }

    @Test
    void levelsAreDistributedAsThePaperSays() {
        var settings = settings(Similarity.DOT, 16, 10);
        var counts = new int[Levels.MAX + 1];
        for (int i = 0; i < 1_000_000; i++) {
            counts[Levels.draw(settings, i)]++;
        }
        assertThat(counts[0] / 1e6).isBetween(15 / 16.0 - .001, 15 / 16.0 + .001);
        assertThat(counts[1] / 1e6).isBetween(15 / 256.0 - .001, 15 / 256.0 + .001);
        assertThat(counts[2] / 1e6).isBetween(15 / 4096.0 - .0003, 15 / 4096.0 + .0003);
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void recallIsHighAndRisesWithEf(Similarity similarity) {
        var rows = Rows.clustered(5000, 32, 14);
        var queries = Rows.clustered(200, 32, 14);
        try (var index = index(rows, settings(similarity, 16, 200))) {
            double low = recall(index, queries, 10, 10);
            double high = recall(index, queries, 10, 100);
            assertThat(high).isGreaterThanOrEqualTo(.97).isGreaterThan(low);
            assertThat(recall(index, queries, 10, 5000)).isGreaterThanOrEqualTo(.999);
        }
    }
}
