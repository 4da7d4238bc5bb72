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
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowFileTest {
    private static final int DIMENSION = 96;

    @TempDir Path folder;
    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("rows");
    }

    private RowFile write(float[][] rows, Similarity similarity) throws IOException {
        try (var writer = RowFileWriter.create(path, rows[0].length, similarity)) {
            for (int i = 0; i < rows.length; i++) {
                writer.append(1000 + i, rows[i]);
            }
            assertThat(path).doesNotExist();
            writer.commit();
        }
        return RowFile.open(path);
    }

    @ParameterizedTest
    @CsvSource({
        "EUCLIDEAN, INT8, 1",
        "COSINE, INT8, 3",
        "DOT, FLOAT32, 2",
        "COSINE, INT4, 2",
        "EUCLIDEAN, BINARY, 2"
    })
    void anIndexOverAFileIsAsGoodAsOneInMemory(Similarity similarity, Encoding encoding, int tasks)
            throws IOException {
        var rows = Rows.clustered(5000, DIMENSION, 91);
        var settings = settings(similarity, 8, 80).withStorage(RowStorage.of(encoding));
        var file = write(rows, similarity);
        assertThat(file.size()).isEqualTo(5000);
        assertThat(file.dimension()).isEqualTo(DIMENSION);
        assertThat(file.similarity()).isEqualTo(similarity);
        try (var executor = Executors.newFixedThreadPool(2);
                var built = HnswFiles.build(file, settings, BulkSettings.of(executor, tasks));
                var inMemory = Rows.index(rows, settings)) {
            assertThat(built.size()).isEqualTo(5000);
            assertThat(built.encoding()).isEqualTo(encoding);
            assertThat(built.unreachable()).isZero();
            var queries = Rows.clustered(200, DIMENSION, 91);
            for (var query : queries) {
                assertThat(built.searchExact(query, 10)).isEqualTo(inMemory.searchExact(query, 10));
            }
            assertThat(recall(built, queries, 10, 100))
                    .isGreaterThanOrEqualTo(recall(inMemory, queries, 10, 100) - .01);
            for (int i = 0; i < 5000; i += 77) {
                assertThat(built.contains(1000 + i)).isTrue();
                assertThat(built.vector(1000 + i)).containsExactly(inMemory.vector(1000 + i));
            }
            var saved = folder.resolve("graph");
            built.save(saved);
            HnswFiles.verify(saved);
            Files.delete(path);
            try (var loaded = HnswIndex.load(saved)) {
                for (var query : queries) {
                    assertThat(loaded.search(query, 10, 50)).isEqualTo(built.search(query, 10, 50));
                }
                loaded.add(1, rows[0]);
            }
        }
    }

    @Test
    void floatsStayInTheFile() throws IOException {
        var rows = Rows.clustered(6000, 384, 92);
        var settings = settings(Similarity.DOT, 8, 10).withStorage(RowStorage.of(Encoding.INT8));
        try (var built =
                HnswFiles.build(write(rows, Similarity.DOT), settings, BulkSettings.alone())) {
            var codes = settings.withStorage(RowStorage.only(Encoding.INT8));
            long inMemory = built.bytes() - Files.size(path);
            assertThat(inMemory)
                    .isLessThanOrEqualTo(MemoryEstimate.of(6000, 384, codes).bytes() + 4096);
        }
    }

    @Test
    void oneThreadAndOneSeedGiveOneGraph() throws IOException {
        var file = write(Rows.clustered(3000, DIMENSION, 93), Similarity.COSINE);
        var first = folder.resolve("first");
        var second = folder.resolve("second");
        for (var saved : new Path[] {first, second}) {
            try (var built =
                    HnswFiles.build(
                            file, settings(Similarity.COSINE, 8, 40), BulkSettings.alone())) {
                built.save(saved);
            }
        }
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void suchAnIndexIsReadOnly() throws IOException {
        var rows = Rows.clustered(20, 3, 94);
        var settings = settings(Similarity.DOT, 4, 8);
        try (var built =
                HnswFiles.build(write(rows, Similarity.DOT), settings, BulkSettings.alone())) {
            assertThatThrownBy(() -> built.add(1, rows[0]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("an HNSW index that was built over a file of rows is read-only");
            assertThatThrownBy(() -> built.upsert(1000, rows[0]))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> built.delete(1000)).isInstanceOf(IllegalStateException.class);
            assertThat(built.search(rows[3], 20, 20)).hasSize(20);
        }
    }

    @Test
    void noRowsMakeAnEmptyIndex() throws IOException {
        try (var writer = RowFileWriter.create(path, 5, Similarity.COSINE)) {
            writer.commit();
        }
        var settings = settings(Similarity.COSINE, 4, 8);
        try (var built = HnswFiles.build(RowFile.open(path), settings, BulkSettings.alone())) {
            assertThat(built.size()).isZero();
            assertThat(built.search(new float[5], 3, 3)).isEmpty();
            built.save(folder.resolve("graph"));
        }
        HnswFiles.verify(folder.resolve("graph"));
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        var rows = Rows.clustered(300, 8, 95);
        var file = write(rows, Similarity.DOT);
        var settings = settings(Similarity.DOT, 4, 8);
        assertThatThrownBy(() ->
                        HnswFiles.build(
                                file, settings(Similarity.COSINE, 4, 8), BulkSettings.alone()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("similarity must be that of");
        assertThatThrownBy(() ->
                        HnswFiles.build(
                                file,
                                settings.withStorage(RowStorage.only(Encoding.INT8)),
                                BulkSettings.alone()))
                .hasMessage("full rows must be KEPT, in their file, but were DROPPED");
        assertThatThrownBy(() ->
                        HnswFiles.build(
                                file, settings, BulkSettings.alone().withCancellation(() -> true)))
                .isInstanceOf(CancellationException.class);
        try (var writer = RowFileWriter.create(path, 8, Similarity.DOT)) {
            assertThatThrownBy(() -> writer.append(1, new float[7]))
                    .isInstanceOf(IllegalArgumentException.class);
            for (long id : new long[] {5, 6, 5}) {
                writer.append(id, rows[0]);
            }
            writer.commit();
        }
        assertThatThrownBy(
                        () -> HnswFiles.build(RowFile.open(path), settings, BulkSettings.alone()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 2 must have another id than row 0 but has 5");
    }

    @Test
    void whatIsNotCommittedIsNotThere() throws IOException {
        var abandoned = RowFileWriter.create(path, 3, Similarity.DOT);
        abandoned.append(1, new float[3]);
        abandoned.close();
        abandoned.close();
        assertThatThrownBy(() -> abandoned.append(2, new float[3]))
                .isInstanceOf(IllegalStateException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void everyDamageIsNoticed() throws IOException {
        write(Rows.clustered(9, 3, 96), Similarity.COSINE);
        var good = Files.readAllBytes(path);
        var unnoticed = new ArrayList<Integer>();
        for (int at = 0; at < good.length; at++) {
            var bad = good.clone();
            bad[at] ^= (byte) (1 << at % 8);
            Files.write(path, bad);
            try {
                RowFile.open(path).verify();
                unnoticed.add(at);
            } catch (CorruptFileException e) {
                assertThat(e).hasMessageContaining(path.toString());
            }
        }
        assertThat(unnoticed).isEmpty();
    }
}
