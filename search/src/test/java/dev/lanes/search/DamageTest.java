package dev.lanes.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// Files that were cut short or have flipped bits give the right answer or a typed exception, and
/// never anything else. The seed of a failure is in its message; `-Dlanes.test.seed=N` repeats it.
class DamageTest {
    private static final int DOCUMENTS = 40;
    private static final String QUESTION = "Why does the sky look blue?";
    private static final long SEED = Long.getLong("lanes.test.seed", System.nanoTime());
    private static final Random SEEDS = new Random(SEED);

    // Each rebuild is announced, and here they are many.
    private static final Logger QUIET = Logger.getLogger("dev.lanes.search");

    @TempDir private static Path folder;
    private static Path whole;
    private static List<DocumentHit> right;

    @BeforeAll
    static void make() throws IOException {
        QUIET.setLevel(Level.OFF);
        whole = folder.resolve("whole");
        try (DocumentCollection made =
                Passages.builder()
                        .textFields("title", "text")
                        .create(whole, Passages.first(DOCUMENTS))) {
            right = made.search(QUESTION, DOCUMENTS).hits();
            assertThat(right).hasSize(DOCUMENTS);
        }
    }

    @AfterAll
    static void loudAgain() {
        QUIET.setLevel(null);
    }

    @RepeatedTest(300)
    void answersRightlyOrSaysWhatIsDamaged() throws IOException {
        long seed = System.getProperty("lanes.test.seed") == null ? SEEDS.nextLong() : SEED;
        Random random = new Random(seed);
        Path damaged = folder.resolve("damaged-" + Long.toHexString(seed));
        FileTrees.copy(whole, damaged);
        List<String> names = FileTrees.names(damaged);
        Path victim = damaged.resolve(names.get(random.nextInt(names.size())));
        String deed = damage(victim, random);

        assertThat(outcome(damaged))
                .as("lanes.test.seed=%d: %s of %s", seed, deed, victim.getFileName())
                .isIn("right", "typed exception");
    }

    private static String damage(Path file, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (random.nextInt(4) == 0) {
            int length = random.nextInt(bytes.length);
            Files.write(file, Arrays.copyOf(bytes, length));
            return "cut at byte " + length;
        }
        StringBuilder deed = new StringBuilder("flipped bits");
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            int at = random.nextInt(bytes.length);
            int bit = random.nextInt(8);
            bytes[at] ^= (byte) (1 << bit);
            deed.append(' ').append(at).append('.').append(bit);
        }
        Files.write(file, bytes);
        return deed.toString();
    }

    private static String outcome(Path directory) throws IOException {
        try (DocumentCollection opened = DocumentCollection.open(directory, Passages.settings())) {
            List<DocumentHit> hits = opened.search(QUESTION, DOCUMENTS).hits();
            return hits.equals(right) ? "right" : "wrong: " + hits;
        } catch (DamagedCollectionException e) {
            assertThat(e)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("lanes.db");
            return "typed exception";
        }
    }
}
