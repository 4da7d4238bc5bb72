package dev.lanes.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.hnsw.EfSearch;
import dev.lanes.inference.DenseEncoder;
import dev.lanes.search.retrieval.Knn;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentCollectionTest {
    @TempDir private Path folder;

    @Test
    void answersWithTheScoresOfTheModel() throws IOException {
        Path facts = SharedData.file("examples/nyc-facts.jsonl");
        try (JsonLines documents = JsonLines.open(facts);
                DocumentCollection collection =
                        DocumentCollection.builder("e5-small-v2")
                                .textFields("description")
                                .similarity(Similarity.EUCLIDEAN)
                                .m(24)
                                .efConstruction(128)
                                .create(folder.resolve("nyc"), documents)) {
            SearchRequest request = SearchRequest.of("What are some places for sports in NYC?", 3);
            List<DocumentHit> hits = collection.search(request).hits();

            assertThat(hits)
                    .extracting(hit -> hit.document().text("title").orElseThrow())
                    .containsExactly(
                            "Central Park", "Flushing Meadows-Corona Park", "Arthur Ashe Stadium");
            assertThat(hits.get(0).score()).isCloseTo(.7574f, within(.002f));
            assertThat(hits.get(1).score()).isCloseTo(.7464f, within(.002f));
            assertThat(hits.get(2).score()).isCloseTo(.7425f, within(.002f));
        }
    }

    @Test
    void givesThePublishedScoresOfTheSemanticSearchExample() throws IOException {
        Path sentences = SharedData.file("examples/semantic-search.jsonl");
        try (JsonLines documents = JsonLines.open(sentences);
                DocumentCollection collection =
                        Passages.builder().create(folder.resolve("sentences"), documents)) {
            assertThat(scores(collection, "How do artificial neural networks work?"))
                    .usingElementComparator((a, b) -> Math.abs(a - b) <= .0006f ? 0 : 1)
                    .containsExactly(.5926f, .5288f, .4647f, .1381f, .0912f);
        }
    }

    private static List<Float> scores(DocumentCollection collection, String question) {
        return collection.search(question, 5).hits().stream().map(DocumentHit::score).toList();
    }

    @Test
    void opensWithTheSameAnswers() throws IOException {
        Path directory = folder.resolve("passages");
        List<Document> passages = Passages.first(30);
        List<DocumentHit> before;
        try (DocumentCollection made =
                Passages.builder().textFields("title", "text").create(directory, passages)) {
            before = made.search("Why does the Moon change its shape?", 5).hits();
            assertThat(before).hasSize(5);
        }

        try (DocumentCollection opened = DocumentCollection.open(directory)) {
            assertThat(opened.search("Why does the Moon change its shape?", 5).hits())
                    .isEqualTo(before);
            assertThat(opened.size()).isEqualTo(30);
            assertThat(opened.directory()).isEqualTo(directory);
            assertThat(opened.schema())
                    .isEqualTo(
                            Schema.of(
                                    Field.text("title").required(),
                                    Field.text("text").required(),
                                    Field.semantic("semantic", Passages.MODEL)
                                            .from("title", "text")
                                            .required()));
        }
        assertThat(FileTrees.names(directory)).hasSize(4).contains("lanes.db", "writer.lock");
        assertThat(FileTrees.names(folder)).containsExactly("passages");
    }

    @Test
    void returnsDocumentsToTheLetter() throws IOException {
        List<Document> documents =
                List.of(
                        Document.parse("{ \"z\": 1.10, \"id\": 1e3,  \"text\": \"caf\\u00e9\" }"),
                        Document.parse("{\"text\":\"a \\u0000 b\",\"id\":\"x\\u0000\\ty\"}"),
                        Document.parse(
                                "{\"id\":12345678901234567890123,\"text\":\"𝔘nicode\",\n\"n\":[1,{}]}"),
                        Document.parse("{\"id\":\"\",\"text\":\"\"}"));
        Path directory = folder.resolve("letters ?#%41 ü");
        Passages.builder().create(directory, documents).close();

        try (DocumentCollection collection =
                DocumentCollection.open(directory, Passages.settings())) {
            List<DocumentHit> hits = collection.search("letters", 10).hits();

            assertThat(hits)
                    .extracting(DocumentHit::document)
                    .containsExactlyInAnyOrderElementsOf(documents);
            assertThat(hits)
                    .extracting(DocumentHit::id)
                    .containsExactlyInAnyOrder(
                            new DocumentId("1e3", DocumentId.Kind.NUMBER),
                            new DocumentId("x\0\ty", DocumentId.Kind.TEXT),
                            new DocumentId("12345678901234567890123", DocumentId.Kind.NUMBER),
                            new DocumentId("", DocumentId.Kind.TEXT));
        }
    }

    @Test
    void countsDocumentsWithoutIdsFromZero() throws IOException {
        List<Document> documents =
                List.of(
                        Document.of(Map.of("text", "a lake")),
                        Document.of(Map.of("text", "a mountain")));
        try (DocumentCollection collection =
                Passages.builder().create(folder.resolve("counted"), documents)) {
            assertThat(collection.search("a mountain", 1).hits())
                    .extracting(DocumentHit::id)
                    .containsExactly(new DocumentId("1", DocumentId.Kind.NUMBER));
        }
    }

    @Test
    void findsTheSameExactly() throws IOException {
        try (DocumentCollection collection =
                Passages.builder()
                        .similarity(Similarity.DOT)
                        .create(folder.resolve("dot"), Passages.first(60))) {
            SearchRequest request = SearchRequest.of("What makes bread rise?", 10);
            Knn knn = Retriever.knn("semantic");
            SearchResult exact = collection.search(request.withRetriever(knn.exact()));
            SearchResult graph =
                    collection.search(request.withRetriever(knn.withEffort(EfSearch.of(1))));

            assertThat(exact.hits()).hasSize(10).isEqualTo(graph.hits());
            assertThat(exact.hits())
                    .isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
            assertThat(exact.took().total())
                    .isEqualTo(
                            exact.took()
                                    .encode()
                                    .plus(exact.took().search())
                                    .plus(exact.took().fetch()))
                    .isPositive();
        }
    }

    @Test
    void answersManyThreads() throws Exception {
        try (DocumentCollection collection =
                        Passages.builder().create(folder.resolve("threads"), Passages.first(40));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<DocumentHit> alone = collection.search("Who keeps bees?", 5).hits();
            List<Future<List<DocumentHit>>> together = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                together.add(threads.submit(() -> collection.search("Who keeps bees?", 5).hits()));
            }
            for (Future<List<DocumentHit>> hits : together) {
                assertThat(hits.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void limitsWhatCanBeAskedFor() throws IOException {
        try (DocumentCollection collection =
                Passages.builder().create(folder.resolve("few"), Passages.first(3))) {
            assertThat(collection.search("anything", SearchRequest.LIMIT).hits()).hasSize(3);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> collection.search("anything", 0))
                    .withMessage("k must be in 1..10000 but was 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> collection.search(" ", 1))
                    .withMessage("the question must not be blank");
        }
    }

    @Test
    void isNoLongerThereWhenClosed() throws IOException {
        DocumentCollection collection =
                Passages.builder().create(folder.resolve("closed"), Passages.first(2));
        collection.close();
        collection.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> collection.search("anything", 1))
                .withMessageContaining(folder.resolve("closed").toString());
        assertThat(Passages.encoder().encodeQuery("still open")).hasSize(384);
    }

    @Test
    void isNotFoundWhereThereIsNone() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> DocumentCollection.open(folder))
                .withMessageContaining("there is no Lanes collection at that place");
        assertThat(DocumentCollection.exists(folder)).isFalse();
    }

    @Test
    void refusesAnotherModel() throws IOException {
        Path directory = folder.resolve("model");
        Passages.builder().create(directory, Passages.first(2)).close();
        try (DenseEncoder other = DenseEncoder.open("e5-small-v2")) {
            CollectionSettings settings =
                    CollectionSettings.of().withEncoders(Encoders.of().with(Passages.MODEL, other));
            assertThatExceptionOfType(ModelMismatchException.class)
                    .isThrownBy(() -> DocumentCollection.open(directory, settings))
                    .withMessageContaining("all-MiniLM-L6-v2, dimension 384")
                    .withMessageContaining("but got e5-small-v2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DocumentCollection.builder(Passages.MODEL).encoder(other))
                    .withMessage(
                            "the encoder must be of the model all-MiniLM-L6-v2 but was of"
                                    + " e5-small-v2");
        }
    }
}
