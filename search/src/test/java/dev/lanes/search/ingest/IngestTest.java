package dev.lanes.search.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lanes.search.CollectionSettings;
import dev.lanes.search.Document;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.DocumentFailure;
import dev.lanes.search.Encoders;
import dev.lanes.search.Field;
import dev.lanes.search.InvalidDocumentException;
import dev.lanes.search.JsonLines;
import dev.lanes.search.Schema;
import dev.lanes.search.WriteCounts;
import dev.lanes.search.retrieval.Filter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    private static final Schema SCHEMA =
            Schema.of(
                    Field.semantic("meaning", CountingEncoder.MODEL).from("text"),
                    Field.dense("vector", 2),
                    Field.longs("year"));

    @TempDir private Path folder;

    private final CountingEncoder encoder = new CountingEncoder();

    private CollectionSettings settings() {
        return CollectionSettings.of()
                .withEncoders(Encoders.of().with(CountingEncoder.MODEL, encoder));
    }

    private DocumentCollection create() throws IOException {
        return DocumentCollection.create(folder.resolve("c"), SCHEMA, settings());
    }

    private DocumentCollection open() throws IOException {
        return DocumentCollection.open(folder.resolve("c"), settings());
    }

    private static Document document(int id, int year) {
        return Document.of(
                Map.of(
                        "id",
                        "d" + id,
                        "text",
                        "text " + id,
                        "year",
                        year,
                        "vector",
                        List.of(1, id)));
    }

    /// @param before is told how many documents were given, before each
    private static Iterable<Document> stream(int count, IntConsumer before) {
        return () ->
                new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < count;
                    }

                    @Override
                    public Document next() {
                        before.accept(next);
                        return document(next++, 2000);
                    }
                };
    }

    private static IntConsumer failAt(int failing) {
        return number -> {
            if (number == failing) {
                throw new UncheckedIOException(new IOException("unplugged"));
            }
        };
    }

    private static JsonLines lines(String text) throws IOException {
        return JsonLines.of(
                "test.jsonl", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Path spool() {
        return folder.resolve("c").resolve("stream.spool");
    }

    @Test
    void writesAllAndEncodesEachOnce() throws IOException {
        try (DocumentCollection collection = create()) {
            Ingest ingest = Ingest.into(collection);
            assertThat(ingest.all(stream(1500, _ -> {}))).isEqualTo(new WriteCounts(1500, 0, 0));
            assertThat(encoder.encoded).hasSize(1500);
            assertThat(ingest.all(stream(1500, _ -> {}))).isEqualTo(new WriteCounts(0, 1500, 0));
            assertThat(encoder.encoded).hasSize(1500);
            assertThat(collection.size()).isEqualTo(1500);
            assertThat(collection.search("text 77", 1).ids()).containsExactly("d77");
            assertThat(collection.verify()).isEmpty();
            assertThat(spool()).doesNotExist();
        }
    }

    @Test
    void resumesAllOrNothingWithoutEncodingAgain() throws IOException {
        try (DocumentCollection collection = create()) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> Ingest.into(collection).all(stream(1500, failAt(1100))));
            assertThat(collection.size()).isZero();
            assertThat(encoder.encoded).hasSize(1024);
            collection.put(document(3, 1999));
        }
        // What a killed process was writing when it was killed.
        Files.write(spool(), new byte[] {0, 0, 1, 0, 7}, java.nio.file.StandardOpenOption.APPEND);
        encoder.encoded.clear();
        try (DocumentCollection collection = open()) {
            assertThat(Ingest.into(collection).all(stream(1500, _ -> {})))
                    .isEqualTo(new WriteCounts(1500, 0, 0));
            assertThat(encoder.encoded).hasSize(1500 - 1024);
            assertThat(collection.size()).isEqualTo(1500);
            assertThat(collection.count(Filter.term("year", 1999))).isZero();
            assertThat(collection.search("text 3", 1).ids()).containsExactly("d3");
            assertThat(collection.verify()).isEmpty();
        }
    }

    @Test
    void resumesEachWithoutEncodingAgain() throws IOException {
        try (DocumentCollection collection = create()) {
            List<DocumentFailure> failures = new ArrayList<>();
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() ->
                            Ingest.into(collection)
                                    .each(stream(1500, failAt(1100)), failures::add));
            assertThat(collection.size()).isEqualTo(1024);
            assertThat(Ingest.into(collection).each(stream(1500, _ -> {}), failures::add))
                    .isEqualTo(new WriteCounts(1500 - 1024, 1024, 0));
            assertThat(failures).isEmpty();
            assertThat(encoder.encoded).hasSize(1500);
            assertThat(collection.verify()).isEmpty();
        }
    }

    @Test
    void letsOthersWriteUntilItPublishes() throws IOException {
        try (DocumentCollection collection = create()) {
            collection.putAll(List.of(document(1, 1990), document(2, 1990)));
            IntConsumer other =
                    number -> {
                        if (number == 1000) {
                            write(collection);
                        }
                    };
            Ingest.into(collection).all(stream(1500, other));

            assertThat(collection.size()).isEqualTo(1501);
            assertThat(collection.search("text 1", 1).ids()).containsExactly("d1");
            assertThat(collection.count(Filter.term("year", 2000))).isEqualTo(1500);
            assertThat(collection.verify()).isEmpty();
        }
    }

    private void write(DocumentCollection collection) {
        try {
            assertThat(collection.size()).isEqualTo(2);
            // The rows that d1 and d2 were to keep go away, and so does d2.
            collection.update("d1", Map.of("text", "something else"));
            collection.delete("d2");
            collection.put(document(9999, 1990));
            assertThatIllegalStateException()
                    .isThrownBy(() -> collection.putAll(List.of(document(5, 1)).iterator()))
                    .withMessageContaining("only one stream");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void takesTheLastOfSeveralWithOneId() throws IOException {
        try (DocumentCollection collection = create()) {
            collection.put(document(1, 1990));
            List<Document> twice = List.of(document(1, 1991), document(1, 1992));
            assertThat(Ingest.into(collection).all(twice).written()).isEqualTo(2);
            assertThat(collection.count(Filter.term("year", 1992))).isEqualTo(1);
            assertThat(collection.size()).isEqualTo(1);
            assertThat(collection.verify()).isEmpty();
        }
    }

    @Test
    void keepsVectorsThatCameBesideDocuments() throws IOException {
        try (DocumentCollection collection = create()) {
            Document document =
                    Document.of("a", "text a").withVector("vector", new float[] {0.5f, 2});
            Ingest.into(collection).all(List.of(document));
            Document same = Document.of("a", "text a").withVector("vector", new float[] {1, 3});
            assertThat(Ingest.into(collection).all(List.of(same)).written()).isEqualTo(1);
            assertThat(encoder.encoded).hasSize(1);
            assertThat(collection.verify()).isEmpty();
        }
    }

    @Test
    void reportsFailuresAndGoesOn() throws IOException {
        String text =
                """
                {"id":"a","text":"one"}
                {"id":"b","text":"two
                {"id":"c","text":3}

                {"text":"no id"}
                {"id":"e","text":"five","year":"x"}
                {"id":"f","text":"six","body":"there"}
                {"id":"g","text":"seven"}
                """;
        Pipeline pipeline =
                Pipeline.parse(
                        "{\"processors\":[{\"rename\":{\"field\":\"body\","
                                + "\"target_field\":\"text\",\"ignore_missing\":true}}]}");
        List<DocumentFailure> failures = new ArrayList<>();
        try (DocumentCollection collection = create();
                JsonLines lines = lines(text)) {
            WriteCounts counts =
                    Ingest.into(collection).through(pipeline).each(lines, failures::add);
            assertThat(counts).isEqualTo(new WriteCounts(2, 0, 5));
            assertThat(collection.get("a")).isPresent();
            assertThat(collection.get("g")).isPresent();
        }
        assertThat(failures.stream().map(failure -> failure.line().orElseThrow()))
                .containsExactlyInAnyOrder(2L, 3L, 5L, 6L, 7L);
        assertThat(failures.stream().map(DocumentFailure::toJson))
                .anyMatch(json ->
                        json.equals(
                                "{\"line\":3,\"id\":\"c\",\"rule\":\"the field \\\"text\\\" must be a string but was a number\"}"));
    }

    @Test
    void writesNothingWhenOneIsRefused() throws IOException {
        try (DocumentCollection collection = create();
                JsonLines lines = lines("{\"id\":\"a\",\"text\":\"one\"}\n{\"text\":\"two\"}\n")) {
            assertThatExceptionOfType(InvalidDocumentException.class)
                    .isThrownBy(() -> Ingest.into(collection).all(lines))
                    .withMessageContaining("test.jsonl, line 2: the field \"id\" is missing");
            assertThat(collection.size()).isZero();
        }
    }

    @Test
    void simulates() throws IOException {
        Pipeline pipeline =
                Pipeline.parse(
                        "{\"processors\":[{\"rename\":{\"field\":\"body\","
                                + "\"target_field\":\"text\"}},{\"set\":{\"field\":\"year\",\"value\":1.5}}]}");
        try (DocumentCollection collection = create()) {
            Ingest ingest =
                    Ingest.into(collection).through(Pipeline.of(pipeline.processors().getFirst()));
            assertThat(
                            ingest.simulate(Document.parse("{\"id\":1,\"body\":\"x\",\"year\":7}"))
                                    .toJson())
                    .isEqualTo(
                            "{\"steps\":[{\"processor\":\"rename\",\"document\":{\"id\":1,\"year\":7,\"text\":\"x\"}}],"
                                    + "\"id\":\"1\",\"change\":\"new\",\"document\":{\"id\":1,\"year\":7,\"text\":\"x\"},"
                                    + "\"fields\":{\"meaning\":{\"text\":\"x\",\"passages\":1,\"rows\":\"encoded\"},"
                                    + "\"year\":{\"values\":[7]}}}");
            Simulation refused =
                    Ingest.into(collection)
                            .through(pipeline)
                            .simulate(Document.parse("{\"id\":1,\"body\":\"x\"}"));
            assertThat(refused.steps()).hasSize(2);
            assertThat(refused.refusal())
                    .contains("the field \"year\" must be a whole number of 64 bits but was 1.5");
            assertThat(collection.size()).isZero();
            assertThat(encoder.encoded).isEmpty();
        }
    }
}
