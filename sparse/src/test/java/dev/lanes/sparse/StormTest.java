package dev.lanes.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.kernels.Kernels;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Several threads change, search, save and compact one index. `-Dlanes.storm=N` goes on for N
/// seconds.
class StormTest {
    private static final double SECONDS =
            Double.parseDouble(System.getProperty("lanes.storm", "2"));
    private static final int IDS = 3000;
    private static final SparseSettings SETTINGS = SparseSettings.of();

    /// A term that all rows of the first ids have, which are replaced and never deleted.
    private static final int ALWAYS = 7;

    private static final int PERMANENT = 20;

    @TempDir Path folder;

    private final long end = System.nanoTime() + (long) (SECONDS * 1e9);

    @ParameterizedTest
    @EnumSource
    void everySearchFindsEachReplacedRowOnce(RowStorage storage) throws Exception {
        var engine = new SparseIndex.Engine(Kernels.best(), 40);
        try (var index = SparseIndex.create(SETTINGS.withStorage(storage), engine);
                var threads = Executors.newFixedThreadPool(5)) {
            for (int id = 0; id < PERMANENT; id++) {
                index.add(id, permanent(new Random(id)));
            }
            var tasks = new ArrayList<Callable<Void>>();
            tasks.add(() -> change(index, 1));
            tasks.add(() -> change(index, 2));
            tasks.add(() -> search(index));
            tasks.add(() -> search(index));
            tasks.add(() -> saveAndCompact(index));
            await(tasks.stream().map(threads::submit).toList());
            assertThat(index.ids()).doesNotHaveDuplicates().hasSize(index.size());
            index.save(folder.resolve("last"));
            SparseIndex.verify(folder.resolve("last"));
        }
    }

    private static void await(List<Future<Void>> all)
            throws InterruptedException, ExecutionException {
        for (var one : all) {
            one.get();
        }
    }

    /// Heavier in the term than others could make up for, so that a search for it is about these.
    private static SparseVector permanent(Random random) {
        return SparseVector.of(
                new int[] {ALWAYS, 100 + random.nextInt(100)},
                new float[] {50 + random.nextInt(50), 1});
    }

    private Void change(SparseIndex index, int seed) {
        var random = new Random(seed);
        while (System.nanoTime() < end) {
            if (random.nextInt(4) == 0) {
                long id = random.nextInt(PERMANENT);
                assertThat(index.upsert(id, permanent(random))).isTrue();
            } else {
                int id = PERMANENT + random.nextInt(IDS);
                if (random.nextInt(3) == 0) {
                    index.delete(id);
                } else {
                    index.upsert(id, Rows.vector(random, 10, 300));
                }
            }
        }
        return null;
    }

    private Void search(SparseIndex index) {
        var query = SparseVector.of(new int[] {ALWAYS}, new float[] {1});
        var search = SparseSearchSettings.of(PERMANENT);
        var every = SparseSearchSettings.of(2 * (PERMANENT + IDS));
        while (System.nanoTime() < end) {
            assertThat(index.search(query, every).hits().stream().map(hit -> hit.id()))
                    .doesNotHaveDuplicates()
                    .containsAll(LongStream.range(0, PERMANENT).boxed().toList());
            var hits = index.search(query, search).hits();
            var ids = hits.stream().map(hit -> hit.id()).collect(Collectors.toSet());
            assertThat(ids).as("hits %s", hits).hasSize(PERMANENT);
            assertThat(ids).allMatch(id -> id < PERMANENT);
        }
        return null;
    }

    private Void saveAndCompact(SparseIndex index) throws IOException {
        var file = folder.resolve("storm");
        while (System.nanoTime() < end) {
            index.save(file);
            try (var saved = SparseIndex.load(file)) {
                var hits =
                        saved.search(
                                SparseVector.of(new int[] {ALWAYS}, new float[] {1}),
                                SparseSearchSettings.of(PERMANENT));
                assertThat(hits.hits()).hasSize(PERMANENT);
                assertThat(saved.ids()).doesNotHaveDuplicates().hasSize(saved.size());
            }
            index.compact();
        }
        return null;
    }
}
