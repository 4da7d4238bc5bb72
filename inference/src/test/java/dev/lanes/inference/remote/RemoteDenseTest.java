package dev.lanes.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelKind;
import dev.lanes.inference.Prompts;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Dense encoders whose server behaves.
class RemoteDenseTest {
    @Test
    void queriesAndPassagesComeBackInOrder() throws Exception {
        try (var server = new Server(Played::answer);
                var encoder = Played.encoder(server, Played.QUICK.withBatch(3, 1000))) {
            assertThat(encoder.encodeQuery("four")).containsExactly(4, 1);
            List<String> texts = new ArrayList<>();
            float[][] expected = new float[100][];
            for (int i = 0; i < 100; i++) {
                texts.add("x".repeat(i));
                expected[i] = new float[] {i, 1};
            }
            List<Integer> progress = new ArrayList<>();
            float[][] rows = encoder.encodePassages(texts, (count, tokens) -> progress.add(count));
            assertThat(rows).isDeepEqualTo(expected);
            assertThat(progress).hasSize(34).allMatch(count -> count <= 3);
            assertThat(progress.stream().mapToInt(i -> i).sum()).isEqualTo(100);
            assertThat(encoder.dimension()).isEqualTo(2);
            assertThat(encoder.model().kind()).isEqualTo(ModelKind.DENSE);
        }
    }

    @Test
    void noTextsAskNobody() throws Exception {
        try (var server = new Server(Played::answer);
                var encoder = Played.encoder(server, Played.QUICK)) {
            assertThat(encoder.encodePassages(List.of())).isEmpty();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void requestsKeepWithinTheirCharacters() throws Exception {
        try (var server = new Server(Played::answer);
                var encoder = Played.encoder(server, Played.QUICK.withBatch(100, 10))) {
            encoder.encodePassages(
                    List.of("12345", "12345", "1", "x".repeat(50), "", "1234567890"));
            assertThat(server.requests().stream().map(Played::texts).map(List::size).sorted())
                    .containsExactly(1, 1, 2, 2);
        }
    }

    @Test
    void bodyIsWhatTheTemplateSays() throws Exception {
        var template =
                RemoteTemplate.of(
                                "{\"inputs\": \"${texts}\", \"as\": \"${content_type}\", \"n\": [1.5, null]}",
                                "$.data[*].vector")
                        .withWords("search_query", "search_document");
        var model = Played.MODEL.withPrompts(Prompts.of("query: ", "passage: "));
        try (var server = new Server(Played::answer);
                var encoder =
                        RemoteModels.dense(server.endpoint(), template, model, Played.QUICK)) {
            encoder.encodeQuery("a\"b\\ü😀\u0001");
            encoder.encodePassages(List.of("half \ud83d pair"));
            assertThat(server.requests().get(0).json())
                    .hasToString(
                            "{\"inputs\":[\"query: a\\\"b\\\\ü😀\\u0001\"],\"as\":\"search_query\",\"n\":[1.5,null]}");
            assertThat(Played.texts(server.requests().get(1)))
                    .containsExactly("passage: half \ufffd pair");
            assertThat(server.requests().get(1).json().path("as").stringValue())
                    .isEqualTo("search_document");
            assertThat(server.requests().get(0).headers())
                    .containsEntry("content-type", "application/json")
                    .doesNotContainKey("upgrade");
        }
    }

    @Test
    void namedPromptsGoBeforeTextsAndAreNamedInTheBody() throws Exception {
        var template =
                RemoteTemplate.of(
                                "{\"inputs\": \"${texts}\", \"as\": \"${content_type}\"}",
                                "$.data[*].vector")
                        .withWords("search_query", "search_document");
        var prompts = new Prompts("q: ", "p: ", Map.of("clustering", "c: "));
        try (var server = new Server(Played::answer);
                var encoder =
                        RemoteModels.dense(
                                server.endpoint(),
                                template,
                                Played.MODEL.withPrompts(prompts),
                                Played.QUICK)) {
            for (String prompt : List.of("clustering", "query", "passage")) {
                encoder.encode(prompt, List.of("text"));
            }
            assertThat(server.requests().stream().map(Server.Request::body))
                    .containsExactly(
                            "{\"inputs\":[\"c: text\"],\"as\":\"clustering\"}",
                            "{\"inputs\":[\"q: text\"],\"as\":\"search_query\"}",
                            "{\"inputs\":[\"p: text\"],\"as\":\"search_document\"}");
            assertThatThrownBy(() -> encoder.encode("other", List.of("text")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void streamKeepsItsOrder() throws Exception {
        try (var server = new Server(Played::answer);
                var encoder = Played.encoder(server, Played.QUICK)) {
            var texts = IntStream.range(0, 10_000).mapToObj(i -> "x".repeat(i % 100)).iterator();
            List<Float> rows = new ArrayList<>();
            encoder.encodeAll(texts, row -> rows.add(row[0]), EncodingProgress.NONE);
            assertThat(rows).hasSize(10_000);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i)).isEqualTo(i % 100);
            }
        }
    }

    @Test
    void vectorsAreScaledWhereTheModelSaysSo() throws Exception {
        var model = RemoteModel.dense("played", 2, Similarity.COSINE).withNormalizing();
        String answer = "{\"data\": [{\"vector\": [3, 4]}, {\"vector\": [0, 0]}]}";
        try (var server = new Server((request, out) -> out.send(200, answer));
                var encoder =
                        RemoteModels.dense(
                                server.endpoint(), Played.TEMPLATE, model, Played.QUICK)) {
            assertThat(encoder.encodePassages(List.of("a", "b")))
                    .isDeepEqualTo(new float[][] {{.6f, .8f}, {0, 0}});
        }
    }

    @Test
    void itemsMayComeInAnyOrderWithAnIndex() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var template = Played.TEMPLATE.withIndex("$.data[*].at");
        Server.Handler handler =
                (request, out) -> {
                    List<String> texts = Played.texts(request);
                    List<String> items = new ArrayList<>();
                    for (int i = 0; i < texts.size(); i++) {
                        items.add(
                                "{\"at\": %d, \"vector\": [%d, 1]}"
                                        .formatted(i, texts.get(i).length()));
                    }
                    Collections.shuffle(items, random);
                    out.send(200, "{\"data\": [" + String.join(", ", items) + "]}");
                };
        try (var server = new Server(handler);
                var encoder =
                        RemoteModels.dense(
                                server.endpoint(), template, Played.MODEL, Played.QUICK)) {
            float[][] rows = encoder.encodePassages(List.of("", "1", "22", "333", "4444"));
            for (int i = 0; i < rows.length; i++) {
                assertThat(rows[i]).as("seed %d", seed).containsExactly(i, 1);
            }
        }
    }

    @Test
    void templateOfOneTextSendsOneAtATime() throws Exception {
        var template = RemoteTemplate.of("{\"prompt\": \"${text}\"}", "$.embedding");
        Server.Handler handler =
                (request, out) ->
                        out.send(
                                200,
                                "{\"embedding\": [%d, 1]}"
                                        .formatted(
                                                request.json()
                                                        .path("prompt")
                                                        .stringValue()
                                                        .length()));
        try (var server = new Server(handler);
                var encoder =
                        RemoteModels.dense(
                                server.endpoint(), template, Played.MODEL, Played.QUICK)) {
            assertThat(encoder.encodePassages(List.of("1", "22", "333")))
                    .isDeepEqualTo(new float[][] {{1, 1}, {2, 1}, {3, 1}});
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void severalRequestsAtOnceButNoMoreThanTheBound() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var together = new CountDownLatch(3);
        Server.Handler handler =
                (request, out) -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    together.countDown();
                    // Passes only when three are here at once.
                    assertThat(together.await(10, TimeUnit.SECONDS)).isTrue();
                    Thread.sleep(5);
                    now.decrementAndGet();
                    Played.answer(request, out);
                };
        var settings = Played.QUICK.withConcurrency(3).withBatch(1, 1000);
        try (var server = new Server(handler);
                var encoder = Played.encoder(server, settings);
                var callers = Executors.newFixedThreadPool(3)) {
            List<String> texts = Collections.nCopies(20, "text");
            var first = callers.submit(() -> encoder.encodePassages(texts));
            var second = callers.submit(() -> encoder.encodePassages(texts));
            var third = callers.submit(() -> encoder.encodeQuery("query"));
            assertThat(first.get()).hasNumberOfRows(20);
            assertThat(second.get()).hasNumberOfRows(20);
            assertThat(third.get()).containsExactly(5, 1);
            assertThat(most.get()).isEqualTo(3);
        }
    }

    @Test
    void progressCancels() throws Exception {
        var stop = new IllegalArgumentException("enough");
        try (var server = new Server(Played::answer);
                var encoder = Played.encoder(server, Played.QUICK.withBatch(1, 1000))) {
            List<String> texts = Collections.nCopies(1000, "text");
            assertThatThrownBy(() ->
                            encoder.encodePassages(
                                    texts,
                                    (count, tokens) -> {
                                        throw stop;
                                    }))
                    .isSameAs(stop);
            assertThat(server.requests()).hasSizeLessThan(20);
        }
    }

    @Test
    void nullIsNamed() throws Exception {
        try (var server = new Server(Played::answer);
                var encoder = Played.encoder(server, Played.QUICK)) {
            assertThatThrownBy(() -> encoder.encodeQuery(null)).hasMessage("text");
            List<String> texts = new ArrayList<>(List.of("a"));
            texts.add(null);
            assertThatThrownBy(() -> encoder.encodePassages(texts)).hasMessage("texts[1]");
        }
    }
}
