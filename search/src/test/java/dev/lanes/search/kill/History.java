package dev.lanes.search.kill;

import dev.lanes.search.Document;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.Field;
import dev.lanes.search.Schema;
import dev.lanes.search.retrieval.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// A sequence of changes that depends on a seed alone, so that two processes know it.
final class History {
    static final Schema SCHEMA =
            Schema.of(
                    Field.text("title"),
                    Field.dense("vector", 8),
                    Field.sparse("terms"),
                    Field.keyword("tag"),
                    Field.longs("year"));

    private static final int IDS = 300;
    private static final int TAGS = 20;
    private static final String[] WORDS = {"bee", "tide", "bread", "salt", "moon", "iron", "snow"};

    private final long seed;

    History(long seed) {
        this.seed = seed;
    }

    /// A change, to a collection or to what should be in it.
    interface Change {
        void applyTo(DocumentCollection collection) throws IOException;

        /// Says what should be there.
        ///
        /// @param documents by id
        void applyTo(SortedMap<String, Document> documents);
    }

    Change change(long number) {
        Random random = new Random(seed ^ number * 0x9e3779b97f4a7c15L);
        int kind = random.nextInt(100);
        if (kind < 50) {
            return new Put(documents(random));
        }
        if (kind < 65) {
            return new Update(id(random), 1900 + random.nextInt(100));
        }
        if (kind < 80) {
            return new Delete(id(random));
        }
        if (kind < 86) {
            return new DeleteWhere(tag(random));
        }
        return new Upkeep(kind < 90);
    }

    private static String id(Random random) {
        return "d" + random.nextInt(IDS);
    }

    private static String tag(Random random) {
        return "t" + random.nextInt(TAGS);
    }

    private static List<Document> documents(Random random) {
        List<Document> documents = new ArrayList<>();
        for (int count = 1 + random.nextInt(30); count > 0; count--) {
            String title = WORDS[random.nextInt(WORDS.length)] + " " + random.nextInt(100);
            float[] vector = new float[8];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            // In one order: that of Map.of differs between processes.
            SortedMap<String, Object> fields = new TreeMap<>();
            fields.put("id", id(random));
            fields.put("title", title);
            fields.put("tag", tag(random));
            fields.put("year", 2000 + random.nextInt(26));
            String term = Integer.toString(random.nextInt(50));
            fields.put("terms", Map.of(term, 1 + random.nextInt(9)));
            documents.add(Document.of(fields).withVector("vector", vector));
        }
        return documents;
    }

    private record Put(List<Document> documents) implements Change {
        @Override
        public void applyTo(DocumentCollection collection) throws IOException {
            collection.putAll(documents);
        }

        @Override
        public void applyTo(SortedMap<String, Document> all) {
            documents.forEach(document -> all.put(document.text("id").orElseThrow(), document));
        }
    }

    private record Update(String id, int year) implements Change {
        @Override
        public void applyTo(DocumentCollection collection) throws IOException {
            collection.update(id, Map.of("year", year));
        }

        @Override
        public void applyTo(SortedMap<String, Document> all) {
            all.computeIfPresent(id, (_, document) -> document.with(Map.of("year", year)));
        }
    }

    private record Delete(String id) implements Change {
        @Override
        public void applyTo(DocumentCollection collection) throws IOException {
            collection.delete(id);
        }

        @Override
        public void applyTo(SortedMap<String, Document> all) {
            all.remove(id);
        }
    }

    private record DeleteWhere(String tag) implements Change {
        @Override
        public void applyTo(DocumentCollection collection) throws IOException {
            collection.deleteWhere(Filter.term("tag", tag));
        }

        @Override
        public void applyTo(SortedMap<String, Document> all) {
            all.values().removeIf(document -> document.text("tag").equals(Optional.of(tag)));
        }
    }

    private record Upkeep(boolean compact) implements Change {
        @Override
        public void applyTo(DocumentCollection collection) throws IOException {
            if (compact) {
                collection.compact();
            } else {
                collection.snapshot();
            }
        }

        @Override
        public void applyTo(SortedMap<String, Document> all) {}
    }
}
