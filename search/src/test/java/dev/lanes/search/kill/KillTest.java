package dev.lanes.search.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.Document;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.retrieval.Retriever;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that changes a collection is killed at random moments. Every change that it was told
/// of is there afterwards, the one that it was at is there whole or not at all, and everything in
/// the directory fits together.
///
/// The seed of a failure is in its message; `-Dlanes.test.seed=N` repeats its changes, not its
/// moments. `-Dlanes.soak=N` kills N times.
class KillTest {
    private static final int KILLS = Integer.getInteger("lanes.soak", 20);
    private static final long SEED = Long.getLong("lanes.test.seed", System.nanoTime());
    private static final int LONGEST_MILLIS = 1200;

    @TempDir private Path folder;

    private final SortedMap<String, Document> expected = new TreeMap<>();
    private final History history = new History(SEED);
    private final Random moments = new Random(SEED);

    @Test
    void losesNothing() throws Exception {
        Path directory = folder.resolve("killed");
        DocumentCollection.create(directory, History.SCHEMA).close();
        long next = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            next = runAndKill(directory, next);
            next = check(directory, next, kill);
        }
        assertThat(next).as("changes that came through").isGreaterThan(KILLS);
    }

    /// Lets a process change the collection for a while.
    ///
    /// @return the first change that was not acknowledged
    private long runAndKill(Path directory, long first) throws Exception {
        Path output = Files.writeString(folder.resolve("output"), "");
        Process writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classPath(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                KilledWriter.class.getName(),
                                directory.toString(),
                                Long.toString(SEED),
                                Long.toString(first))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectOutput(output.toFile())
                        .start();
        awaitFirstLine(output, writer);
        Thread.sleep(moments.nextInt(LONGEST_MILLIS));
        writer.destroyForcibly();
        assertThat(writer.waitFor(1, TimeUnit.MINUTES)).isTrue();
        long next = first;
        for (String line : Files.readAllLines(output)) {
            if (line.equals("done " + next)) {
                history.change(next).applyTo(expected);
                next++;
            }
        }
        return next;
    }

    private static void awaitFirstLine(Path output, Process writer) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (Files.size(output) == 0) {
            assertThat(writer.isAlive() && System.nanoTime() < end)
                    .as("lanes.test.seed=%d: the process begins", SEED)
                    .isTrue();
            Thread.sleep(5);
        }
    }

    private static String classPath() {
        // Surefire patches the test classes into the module: they are on neither path.
        return String.join(
                File.pathSeparator,
                "target/test-classes",
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
    }

    /// Compares the collection with what should be in it.
    ///
    /// @return the first change that is not there
    private long check(Path directory, long next, int kill) throws IOException {
        try (DocumentCollection collection = DocumentCollection.open(directory)) {
            String where = "lanes.test.seed=%d, kill %d, change %d".formatted(SEED, kill, next);
            assertThat(collection.verify()).as(where).isEmpty();
            SortedMap<String, Document> found = new TreeMap<>();
            collection.forEach(document -> found.put(document.text("id").orElseThrow(), document));
            long first = next;
            if (!found.equals(expected)) {
                history.change(next).applyTo(expected);
                first++;
            }
            assertThat(found).as(where).isEqualTo(expected);
            assertThat(collection.size()).as(where).isEqualTo(expected.size());
            checkSearches(collection, where);
            return first;
        }
    }

    private void checkSearches(DocumentCollection collection, String where) {
        List<Retriever> retrievers =
                List.of(
                        Retriever.exact("vector").withVector(1, 0, 0, 0, 0, 0, 0, 0),
                        Retriever.match("title").withText("bee"));
        long bees =
                expected.values().stream()
                        .filter(document -> document.text("title").orElseThrow().startsWith("bee"))
                        .count();
        assertThat(collection.search(retrievers.get(0), 1000).hits())
                .as(where)
                .hasSize(expected.size());
        assertThat(collection.search(retrievers.get(1), 1000).hits()).as(where).hasSize((int) bees);
    }
}
