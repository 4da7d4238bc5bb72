package dev.lanes.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.Retriever;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several threads change a collection and search it, directly and through one that is open to
/// read. `-Dlanes.storm=N` lasts N seconds; `-Dlanes.test.seed=N` begins with a seed.
class CollectionStormTest {
    private static final int SECONDS = Integer.getInteger("lanes.storm", 4);
    private static final long SEED = Long.getLong("lanes.test.seed", System.nanoTime());
    private static final int IDS = 400;

    private static final Schema SCHEMA =
            Schema.of(Field.dense("vector", 6), Field.text("title"), Field.longs("version"));

    @TempDir private Path folder;

    private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);

    /// By id the version that was acknowledged last; each id belongs to one thread.
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

    @Test
    void staysRight() throws Exception {
        Path directory = folder.resolve("storm");
        try (DocumentCollection collection = DocumentCollection.create(directory, SCHEMA);
                DocumentCollection reader = DocumentCollection.openToRead(directory);
                ExecutorService threads = Executors.newFixedThreadPool(5)) {
            List<Future<Void>> all = new ArrayList<>();
            all.add(threads.submit(() -> change(collection, reader, 0)));
            all.add(threads.submit(() -> change(collection, reader, 1)));
            all.add(threads.submit(() -> search(collection, 2)));
            all.add(threads.submit(() -> search(reader, 3)));
            all.add(threads.submit(upkeep(collection)));
            for (Future<Void> thread : all) {
                thread.get();
            }
            assertThat(collection.size()).isEqualTo(acknowledged.size());
            assertThat(collection.verify()).as(seed()).isEmpty();
            assertThat(reader.verify()).as(seed()).isEmpty();
        }
        try (DocumentCollection again = DocumentCollection.open(directory)) {
            assertThat(again.verify()).as(seed()).isEmpty();
            assertThat(again.size()).isEqualTo(acknowledged.size());
        }
    }

    private static String seed() {
        return "lanes.test.seed=" + SEED;
    }

    private Void change(DocumentCollection collection, DocumentCollection reader, int thread)
            throws IOException {
        Random random = new Random(SEED + thread);
        int version = 0;
        while (System.nanoTime() < end) {
            version++;
            if (random.nextInt(3) == 0) {
                String id = id(random, thread);
                assertThat(collection.delete(id))
                        .as(seed())
                        .isEqualTo(acknowledged.remove(id) != null);
                assertThat(reader.get(id)).as(seed()).isEmpty();
                continue;
            }
            List<Document> some = new ArrayList<>();
            for (int count = 1 + random.nextInt(random.nextBoolean() ? 3 : 40);
                    count > 0;
                    count--) {
                some.add(document(id(random, thread), version, random));
            }
            collection.putAll(some);
            some.forEach(document ->
                    acknowledged.put(
                            document.text("id").orElseThrow(),
                            Integer.valueOf(document.raw("version").orElseThrow())));
            Document last = some.getLast();
            Retriever own =
                    Retriever.knn("vector")
                            .withVector((float[]) last.vector("vector").orElseThrow());
            for (DocumentCollection each : List.of(collection, reader)) {
                DocumentHit best = each.search(own, 1).hits().getFirst();
                assertThat(best.document()).as(seed()).isEqualTo(last);
            }
        }
        return null;
    }

    private static String id(Random random, int thread) {
        return "t" + thread + "-" + random.nextInt(IDS);
    }

    private static Document document(String id, int version, Random random) {
        float[] vector = new float[6];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Document.of(Map.of("id", id, "title", "word" + version % 7, "version", version))
                .withVector("vector", vector);
    }

    private Void search(DocumentCollection collection, int thread) {
        Random random = new Random(SEED + thread);
        while (System.nanoTime() < end) {
            float[] query = new float[6];
            for (int i = 0; i < query.length; i++) {
                query[i] = (float) random.nextGaussian();
            }
            Retriever both =
                    Retriever.hybrid(
                                    Retriever.knn("vector").withVector(query),
                                    Retriever.match("title").withText("word" + random.nextInt(7)))
                            .filter(Filter.range("version").gte(random.nextInt(50)));
            SearchResult result = collection.search(both, 20);
            assertThat(new HashSet<>(result.ids()))
                    .as("%s: %s", seed(), result.ids())
                    .hasSameSizeAs(result.ids());
        }
        return null;
    }

    private Callable<Void> upkeep(DocumentCollection collection) {
        return () -> {
            boolean compact = false;
            while (System.nanoTime() < end) {
                Thread.sleep(150);
                if (compact) {
                    collection.compact();
                } else {
                    collection.snapshot();
                }
                compact = !compact;
            }
            return null;
        };
    }
}
