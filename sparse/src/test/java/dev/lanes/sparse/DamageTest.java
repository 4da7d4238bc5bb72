package dev.lanes.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.memory.CorruptFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files with flipped bits and cut short give an exception that callers can expect or some hits,
/// and never anything else. The seed of a failure is in its message; `-Dlanes.test.seed=N` begins
/// with it, `-Dlanes.soak=N` damages N files.
class DamageTest {
    private static final int FILES = Integer.getInteger("lanes.soak", 150);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void isNoticedOrHarmless(RowStorage storage) throws IOException {
        var file = folder.resolve("index");
        var rows = Rows.rows(new Random(3), 700, 300);
        try (var index =
                SparseIndex.build(rows.iterator(), SparseSettings.of().withStorage(storage))) {
            index.save(file);
        }
        SparseIndex.verify(file);
        var good = Files.readAllBytes(file);
        long first = Long.getLong("lanes.test.seed", System.nanoTime());
        for (long seed = first; seed < first + FILES; seed++) {
            var random = new Random(seed);
            var bad = good.clone();
            for (int i = random.nextInt(200); i >= 0; i--) {
                bad[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
            }
            // The header is under a checksum of its own: leave it alone, most of the time.
            if (random.nextInt(8) > 0) {
                System.arraycopy(good, 0, bad, 0, 4096);
            }
            if (random.nextInt(8) == 0) {
                bad = Arrays.copyOf(bad, random.nextInt(bad.length));
            }
            if (Arrays.equals(good, bad)) {
                continue;
            }
            Files.write(file, bad);
            try {
                assertThatThrownBy(() -> SparseIndex.verify(file))
                        .isInstanceOf(CorruptFileException.class);
                assertThatThrownBy(() -> SparseIndex.load(file))
                        .isInstanceOf(CorruptFileException.class);
                use(file, random);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("lanes.test.seed=" + seed, e);
            }
        }
    }

    private static void use(Path file, Random random) throws IOException {
        try (var index = SparseIndex.open(file)) {
            for (var algorithm : Algorithm.values()) {
                for (int k : new int[] {1, 10, 1000}) {
                    var search = SparseSearchSettings.of(k).withAlgorithm(algorithm);
                    var hits = index.search(Rows.vector(random, 40, 300), search).hits();
                    assertThat(hits).hasSizeLessThanOrEqualTo(k);
                }
            }
            try {
                assertThat(index.get(Rows.id(5)).size()).isLessThanOrEqualTo(300);
            } catch (IllegalArgumentException | NoSuchElementException e) {
                assertThat(e).hasMessageMatching("(?s).*(must|ascend).*");
            }
        } catch (CorruptFileException e) {
            assertThat(e).hasMessageContaining(file.toString());
        }
    }
}
