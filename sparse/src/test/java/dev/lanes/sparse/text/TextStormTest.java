package dev.lanes.sparse.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several threads change, search, save and compact one index. `-Dlanes.storm=N` goes on for N
/// seconds.
class TextStormTest {
    private static final double SECONDS =
            Double.parseDouble(System.getProperty("lanes.storm", "2"));
    private static final int IDS = 3000;
    private static final int PERMANENT = 20;

    /// A term that all rows of the first ids have, which are replaced and never deleted.
    private static final TextQuery ALWAYS = TextQuery.of("always");

    private static final TextSearchSettings SEARCH = TextSearchSettings.of(2 * PERMANENT);

    @TempDir private Path folder;

    private final long end = System.nanoTime() + (long) (SECONDS * 1e9);

    @Test
    void everySearchFindsEachReplacedRowOnce() throws Exception {
        try (var index = TextIndex.create(TextSettings.of("body"), 60, 20);
                var threads = Executors.newFixedThreadPool(5)) {
            for (int id = 0; id < PERMANENT; id++) {
                index.add(id, Map.of("body", "always " + words(new Random(id))));
            }
            var tasks = new ArrayList<Callable<Void>>();
            tasks.add(() -> change(index, 1));
            tasks.add(() -> change(index, 2));
            tasks.add(() -> search(index));
            tasks.add(() -> search(index));
            tasks.add(() -> saveAndCompact(index));
            await(tasks.stream().map(threads::submit).toList());
            index.save(folder.resolve("last"));
            TextIndex.verify(folder.resolve("last"));
        }
    }

    private static void await(List<Future<Void>> all)
            throws InterruptedException, ExecutionException {
        for (var one : all) {
            one.get();
        }
    }

    private static String words(Random random) {
        return IntStream.range(0, random.nextInt(20))
                .mapToObj(_ -> "w" + random.nextInt(100))
                .collect(Collectors.joining(" "));
    }

    private Void change(TextIndex index, int seed) {
        var random = new Random(seed);
        while (System.nanoTime() < end) {
            if (random.nextInt(4) == 0) {
                long id = random.nextInt(PERMANENT);
                index.upsert(id, Map.of("body", "always " + words(random)));
            } else {
                int id = PERMANENT + random.nextInt(IDS);
                if (random.nextInt(3) == 0) {
                    index.delete(id);
                } else {
                    index.upsert(id, Map.of("body", words(random)));
                }
            }
        }
        return null;
    }

    private Void search(TextIndex index) {
        while (System.nanoTime() < end) {
            findsEachOnce(index);
            assertThat(index.search(TextQuery.of("w1 w2"), SEARCH))
                    .extracting(hit -> hit.id())
                    .doesNotHaveDuplicates();
        }
        return null;
    }

    private static void findsEachOnce(TextIndex index) {
        var hits = index.search(ALWAYS, SEARCH);
        var ids = hits.stream().map(hit -> hit.id()).collect(Collectors.toSet());
        assertThat(hits).hasSize(PERMANENT);
        assertThat(ids).hasSize(PERMANENT).allMatch(id -> id < PERMANENT);
    }

    private Void saveAndCompact(TextIndex index) throws IOException {
        var file = folder.resolve("storm");
        while (System.nanoTime() < end) {
            index.save(file);
            try (var saved = TextIndex.load(file)) {
                findsEachOnce(saved);
            }
            index.compact();
        }
        return null;
    }
}
