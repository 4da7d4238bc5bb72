package dev.lanes.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.kernels.Encoding;
import dev.lanes.memory.CorruptFileException;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files with codes and holes, with flipped bits and cut short, give an exception that callers can
/// expect or some hits, and never anything else. The seed of a failure is in its message;
/// `-Dlanes.test.seed=N` begins with it, `-Dlanes.soak=N` damages N files of each encoding.
class CodedDamageTest {
    private static final int FILES = Integer.getInteger("lanes.soak", 60);
    private static final int DIMENSION = 5;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void damageIsNoticedOrHarmless(Encoding encoding) throws IOException {
        var file = folder.resolve("graph");
        var good = save(encoding, file);
        long first = Long.getLong("lanes.test.seed", System.nanoTime());
        for (long seed = first; seed < first + FILES; seed++) {
            var random = new Random(seed);
            var bad = good.clone();
            for (int i = random.nextInt(20); i >= 0; i--) {
                bad[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (random.nextInt(4) == 0) {
                bad = Arrays.copyOf(bad, random.nextInt(bad.length));
            }
            if (Arrays.equals(good, bad)) {
                continue;
            }
            Files.write(file, bad);
            try {
                assertThatThrownBy(() -> HnswFiles.verify(file))
                        .isInstanceOf(CorruptFileException.class);
                assertThatThrownBy(() -> HnswIndex.load(file))
                        .isInstanceOf(CorruptFileException.class);
                use(file, random);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("lanes.test.seed=" + seed + " " + encoding, e);
            }
        }
    }

    private static byte[] save(Encoding encoding, Path file) throws IOException {
        var settings = Rows.settings(Similarity.COSINE, 3, 10).withStorage(RowStorage.of(encoding));
        try (var index = Rows.index(Rows.clustered(1100, DIMENSION, 91), settings)) {
            for (int i = 0; i < 60; i++) {
                index.delete(1000 + 7 * i);
            }
            assertThat(index.encoding()).isEqualTo(encoding);
            index.save(file);
        }
        HnswFiles.verify(file);
        return Files.readAllBytes(file);
    }

    private static void use(Path file, Random random) throws IOException {
        try (var index = HnswIndex.open(file)) {
            var query = new float[index.dimension()];
            Arrays.fill(query, random.nextFloat());
            assertThat(index.search(query, 10, 30)).hasSizeLessThanOrEqualTo(10);
            assertThat(index.search(query, 2000, 2000)).hasSizeLessThanOrEqualTo(1100);
            assertThat(index.searchExact(query, 10)).hasSizeLessThanOrEqualTo(10);
            assertThat(index.ids()).hasSizeLessThanOrEqualTo(1100);
            assertThat(index.unreachable()).isBetween(0, 1100);
            if (index.contains(1003)) {
                assertThat(index.vector(1003)).hasSize(index.dimension());
            }
        } catch (CorruptFileException e) {
            assertThat(e).hasMessageContaining(file.toString());
        }
    }
}
