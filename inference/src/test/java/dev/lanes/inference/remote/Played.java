package dev.lanes.inference.remote;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What the tests of this package share: a model of two dimensions whose vector of a text is (its
/// length, 1), and quick settings.
final class Played {
    static final RemoteModel MODEL = RemoteModel.dense("played", 2, Similarity.DOT);
    static final RemoteTemplate TEMPLATE =
            RemoteTemplate.of("{\"inputs\": \"${texts}\"}", "$.data[*].vector");
    static final RemoteSettings QUICK =
            RemoteSettings.of()
                    .withTimes(Duration.ofSeconds(10), Duration.ofSeconds(20))
                    .withRetries(new Retries(3, Duration.ofMillis(5), Duration.ofMillis(20)));

    private Played() {}

    static DenseEncoder encoder(Server server, RemoteSettings settings) {
        return RemoteModels.dense(server.endpoint(), TEMPLATE, MODEL, settings);
    }

    /// A good answer.
    static void answer(Server.Request request, Server.Answer answer) throws IOException {
        answer.send(200, vectors(texts(request)));
    }

    static List<String> texts(Server.Request request) {
        return StreamSupport.stream(request.json().path("inputs").spliterator(), false)
                .map(node -> node.stringValue())
                .toList();
    }

    static String vectors(List<String> texts) {
        return texts.stream()
                .map(text -> "{\"vector\": [" + text.length() + ", 1]}")
                .collect(Collectors.joining(", ", "{\"data\": [", "], \"model\": \"m\"}"));
    }
}
