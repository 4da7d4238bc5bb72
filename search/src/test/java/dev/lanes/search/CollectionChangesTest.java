package dev.lanes.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionChangesTest {
    private static final Schema SCHEMA =
            Schema.of(
                    Field.text("title"),
                    Field.semantic("meaning", Passages.MODEL).from("title", "text"),
                    Field.keyword("tags"),
                    Field.longs("year"));

    @TempDir private Path folder;

    private DocumentCollection create() throws IOException {
        return DocumentCollection.create(folder.resolve("c"), SCHEMA, Passages.settings());
    }

    private DocumentCollection open() throws IOException {
        return DocumentCollection.open(folder.resolve("c"), Passages.settings());
    }

    private static Document document(String id, String title, int year, String... tags) {
        return Document.of(
                Map.of("id", id, "title", title, "text", "", "year", year, "tags", List.of(tags)));
    }

    private static void fill(DocumentCollection collection) throws IOException {
        collection.putAll(
                List.of(
                        document("bees", "Bees make honey", 1990, "animal", "food"),
                        document("tides", "The Moon makes tides", 2000, "sea"),
                        document("bread", "Yeast makes bread rise", 2010, "food")));
    }

    @Test
    void findsWhatWasPutAtOnce() throws IOException {
        try (DocumentCollection collection = create()) {
            fill(collection);

            assertThat(collection.search("Who produces honey?", 1).ids()).containsExactly("bees");
            assertThat(collection.search(Retriever.match("title").withText("tides"), 5).ids())
                    .containsExactly("tides");
            assertThat(collection.size()).isEqualTo(3);
            assertThat(collection.verify()).isEmpty();
        }
    }

    @Test
    void replacesAndDeletes() throws IOException {
        try (DocumentCollection collection = create()) {
            fill(collection);
            collection.put(document("bees", "Wasps build nests of paper", 1991, "animal"));
            assertThat(collection.delete("tides")).isTrue();
            assertThat(collection.delete("tides")).isFalse();

            assertThat(collection.size()).isEqualTo(2);
            assertThat(collection.get("tides")).isEmpty();
            assertThat(collection.get("bees").orElseThrow().text("title"))
                    .contains("Wasps build nests of paper");
            assertThat(collection.search("insects", 10).ids())
                    .containsExactlyInAnyOrder("bees", "bread");
            assertThat(collection.search(Retriever.match("title").withText("honey moon"), 5).ids())
                    .isEmpty();
            assertThat(collection.verify()).isEmpty();
        }
    }

    @Test
    void takesTheLastOfSeveralDocumentsWithOneIdAndOneText() throws IOException {
        try (DocumentCollection collection = create()) {
            fill(collection);
            collection.putAll(
                    List.of(
                            document("bees", "Bees make honey", 1991),
                            document("bees", "Bees make honey", 1992)));

            assertThat(collection.size()).isEqualTo(3);
            assertThat(collection.count(Filter.term("year", 1992))).isEqualTo(1);
            assertThat(collection.count(Filter.term("year", 1991))).isZero();
            assertThat(collection.verify()).isEmpty();
        }
    }

    @Test
    void keepsEverythingWhenItIsOpenedAgain() throws IOException {
        try (DocumentCollection collection = create()) {
            fill(collection);
            collection.snapshot();
            collection.put(document("salt", "Salt comes from the sea", 2020, "food", "sea"));
            collection.delete("bread");
        }
        for (int time = 0; time < 2; time++) {
            try (DocumentCollection collection = open()) {
                assertThat(collection.search("the ocean", 10).ids())
                        .containsExactlyInAnyOrder("bees", "tides", "salt");
                assertThat(collection.verify()).isEmpty();
            }
        }
    }

    @Test
    void updatesSingleValues() throws IOException {
        try (DocumentCollection collection = create()) {
            fill(collection);
            assertThat(collection.update("bees", Map.of("year", 2021))).isTrue();
            assertThat(collection.update("nobody", Map.of("year", 2021))).isFalse();
            assertThat(collection.update("bread", Map.of("title", "Ships cross the ocean")))
                    .isTrue();

            assertThat(collection.search("Who produces honey?", 1).ids()).containsExactly("bees");
            assertThat(collection.search("vessels", 1).ids()).containsExactly("bread");
            assertThat(collection.count(Filter.range("year").gte(2010))).isEqualTo(2);
            assertThat(collection.count(Filter.term("year", 1990))).isZero();
            assertThatExceptionOfType(InvalidDocumentException.class)
                    .isThrownBy(() -> collection.update("bees", Map.of("id", "wasps")))
                    .withMessageContaining("must leave the id \"bees\" as it is");
            assertThat(collection.verify()).isEmpty();
        }
    }

    @Test
    void filters() throws IOException {
        try (DocumentCollection collection = create()) {
            fill(collection);
            Retriever all = Retriever.knn("meaning").withText("things");
            assertThat(collection.search(all.filter(Filter.term("tags", "food")), 10).ids())
                    .containsExactlyInAnyOrder("bees", "bread");
            assertThat(
                            collection
                                    .search(
                                            all.filter(
                                                    Filter.and(
                                                            Filter.term("tags", "food"),
                                                            Filter.not(
                                                                    Filter.prefix("tags", "ani")))),
                                            10)
                                    .ids())
                    .containsExactly("bread");
            assertThat(
                            collection.count(
                                    Filter.or(
                                            Filter.term("tags", "sea"),
                                            Filter.range("year").lt(2000))))
                    .isEqualTo(2);
            assertThat(collection.count(Filter.all())).isEqualTo(3);
            assertThat(collection.deleteWhere(Filter.term("tags", "food"))).isEqualTo(2);
            assertThat(collection.search(all, 10).ids()).containsExactly("tides");
            assertThat(collection.verify()).isEmpty();
        }
    }

    @Test
    void changesAllOrNothing() throws IOException {
        try (DocumentCollection collection = create()) {
            fill(collection);
            List<Document> some =
                    List.of(
                            document("new", "A good one", 2000),
                            Document.of(Map.of("id", "bad", "year", "nineteen")));
            assertThatExceptionOfType(InvalidDocumentException.class)
                    .isThrownBy(() -> collection.putAll(some))
                    .withMessage(
                            "document 1: the field \"year\" must be a number but was a string");
            assertThat(collection.size()).isEqualTo(3);
            assertThat(collection.get("new")).isEmpty();
        }
    }

    @Test
    void isOpenForChangesOnce() throws IOException {
        try (DocumentCollection collection = create()) {
            assertThatExceptionOfType(CollectionInUseException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining("this process has it open");
            try (DocumentCollection reader =
                    DocumentCollection.openToRead(folder.resolve("c"), Passages.settings())) {
                fill(collection);
                assertThat(reader.search("Who produces honey?", 1).ids()).containsExactly("bees");
                collection.delete("bees");
                assertThat(reader.search("Who produces honey?", 3).ids())
                        .containsExactlyInAnyOrder("tides", "bread");
                assertThatIllegalStateException()
                        .isThrownBy(() -> reader.delete("tides"))
                        .withMessageContaining("was opened to read");
            }
        }
    }

    @Test
    void cutsLongTextsIntoPassages() throws IOException {
        Schema schema =
                Schema.of(
                        Field.semantic("meaning", Passages.MODEL)
                                .from("text")
                                .chunked(Chunking.ofTokens(16)));
        StringBuilder text = new StringBuilder();
        for (Document passage : Passages.first(12)) {
            text.append(passage.text("text").orElseThrow()).append(' ');
        }
        try (DocumentCollection collection =
                DocumentCollection.create(folder.resolve("chunked"), schema, Passages.settings())) {
            collection.putAll(
                    List.of(
                            Document.of("long", text + "Bees gather nectar and make honey of it."),
                            Document.of("short", "The Moon pulls at the sea."),
                            Document.of("none", "")));
            SearchResult result = collection.search("Who makes honey?", 10);

            assertThat(result.ids()).containsExactlyInAnyOrder("long", "short", "none");
            assertThat(result.ids()).startsWith("long");
            assertThat(result.hits().getFirst().passage().orElseThrow().text())
                    .contains("honey")
                    .hasSizeLessThan(120);
            assertThat(collection.verify()).isEmpty();
            collection.put(Document.of("long", "Nothing but a few words."));
            assertThat(collection.search("Who makes honey?", 10).hits()).hasSize(3);
            assertThat(collection.verify()).isEmpty();
        }
    }

    @Test
    void takesManyDocuments() throws IOException {
        Schema schema =
                Schema.of(
                        Field.dense("v", 4)
                                .withGraph(Graph.of().withSimilarity(Similarity.EUCLIDEAN)),
                        Field.longs("n"));
        try (DocumentCollection collection =
                DocumentCollection.create(folder.resolve("many"), schema)) {
            for (int from = 0; from < 20_000; from += 1000) {
                List<Document> some = new ArrayList<>();
                for (int i = from; i < from + 1000; i++) {
                    some.add(
                            Document.of(Map.of("id", i, "n", i))
                                    .withVector("v", new float[] {i, 1, 0, 0}));
                }
                collection.putAll(some);
                assertThat(
                                collection
                                        .search(
                                                Retriever.exact("v")
                                                        .withVector(from, 1, 0, 0)
                                                        .filter(Filter.range("n").lte(from)),
                                                1)
                                        .ids())
                        .containsExactly(Integer.toString(from));
            }
            assertThat(collection.deleteWhere(Filter.range("n").gte(1000))).isEqualTo(19_000);
            assertThat(collection.verify()).isEmpty();
        }
        try (DocumentCollection collection = DocumentCollection.open(folder.resolve("many"))) {
            assertThat(collection.size()).isEqualTo(1000);
            collection.compact();
            assertThat(collection.verify()).isEmpty();
        }
    }
}
