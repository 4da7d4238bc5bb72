package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.index;
import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.memory.CorruptFileException;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HnswFileTest {
    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("graph.hnsw");
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void anOpenedIndexIsTheSame(Similarity similarity) throws IOException {
        var rows = Rows.clustered(3000, 40, 31);
        try (var built = index(rows, settings(similarity, 8, 60).withSeed(-5))) {
            built.save(file);
            HnswFiles.verify(file);
            try (var opened = HnswIndex.open(file)) {
                assertThat(opened.size()).isEqualTo(3000);
                assertThat(opened.settings()).isEqualTo(built.settings());
                for (var query : Rows.clustered(50, 40, 31)) {
                    assertThat(opened.search(query, 10, 50)).isEqualTo(built.search(query, 10, 50));
                    assertThat(opened.searchExact(query, 10))
                            .isEqualTo(built.searchExact(query, 10));
                }
                assertThat(opened.contains(1007)).isTrue();
                assertThat(opened.contains(7)).isFalse();
                assertThat(opened.vector(1007)).containsExactly(built.vector(1007));
                opened.save(folder.resolve("copy"));
            }
        }
        assertThat(folder.resolve("copy")).hasSameBinaryContentAs(file);
    }

    @Test
    void anEmptyIndexIsSavedToo() throws IOException {
        try (var built = HnswIndex.create(3, settings(Similarity.DOT, 4, 4))) {
            built.save(file);
        }
        HnswFiles.verify(file);
        try (var opened = HnswIndex.open(file)) {
            assertThat(opened.search(new float[3], 3, 3)).isEmpty();
            assertThat(opened.contains(0)).isFalse();
        }
    }

    @Test
    void anOpenedIndexIsReadOnly() throws IOException {
        saveSmall();
        try (var opened = HnswIndex.open(file)) {
            assertThatThrownBy(() -> opened.add(1, new float[3]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("read-only");
        }
    }

    @Test
    void aFileThatIsMissingOrForeignIsNamed() throws IOException {
        assertThatThrownBy(() -> HnswIndex.open(file)).isInstanceOf(NoSuchFileException.class);
        Files.writeString(file, "not an index ".repeat(1000));
        assertThatThrownBy(() -> HnswIndex.open(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("expected LANESHNS but found not an i");
    }

    @Test
    void everyCutIsNoticed() throws IOException {
        var good = saveSmall();
        for (int length = 0; length < good.length; length += length < 4000 ? 97 : 1) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> HnswFiles.verify(file))
                    .isInstanceOf(CorruptFileException.class);
            assertThatThrownBy(() -> HnswIndex.open(file)).isInstanceOf(CorruptFileException.class);
        }
    }

    /// Verifying notices every flipped bit; without it, opening or searching may notice, but never
    /// crashes, hangs or throws what a caller cannot expect.
    @Test
    void everyFlippedBitIsNoticedOrHarmless() throws IOException {
        var good = saveSmall();
        for (int at = 4096; at < good.length; at++) {
            for (int bit = at % 2; bit < 8; bit += 2) {
                var bad = good.clone();
                bad[at] ^= (byte) (1 << bit);
                Files.write(file, bad);
                assertThatThrownBy(() -> HnswFiles.verify(file))
                        .isInstanceOf(CorruptFileException.class);
                searchUnverified();
            }
        }
    }

    private void searchUnverified() throws IOException {
        try (var opened = HnswIndex.open(file)) {
            var query = new float[opened.dimension()];
            Arrays.fill(query, 1);
            assertThat(opened.search(query, 5, 50)).hasSizeLessThanOrEqualTo(5);
            assertThat(opened.searchExact(query, 5)).hasSizeLessThanOrEqualTo(5);
        } catch (CorruptFileException e) {
            assertThat(e).hasMessageContaining(file.toString());
        }
    }

    /// Else the copy would have right checksums over wrong bytes.
    @Test
    void aDamagedFileIsNotSavedAnew() throws IOException {
        var bad = saveSmall();
        bad[4096 + 128] ^= 1;
        Files.write(file, bad);
        var copy = folder.resolve("copy");
        try (var opened = HnswIndex.open(file)) {
            assertThatThrownBy(() -> opened.save(copy))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("section \"rows\"");
        }
        assertThat(copy).doesNotExist();
    }

    private byte[] saveSmall() throws IOException {
        try (var built = index(Rows.clustered(12, 3, 33), settings(Similarity.COSINE, 2, 8))) {
            built.save(file);
        }
        return Files.readAllBytes(file);
    }

    @Test
    void aFailedSaveLeavesTheOldFile() throws IOException {
        var good = saveSmall();
        var closed = index(Rows.clustered(5, 3, 34), settings(Similarity.DOT, 2, 8));
        closed.close();
        assertThatThrownBy(() -> closed.save(file)).isInstanceOf(IllegalStateException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(good);
        try (var index = index(Rows.clustered(5, 3, 34), settings(Similarity.DOT, 2, 8))) {
            assertThatThrownBy(() -> index.save(folder.resolve("no/such/folder/x")))
                    .isInstanceOf(IOException.class);
        }
    }
}
