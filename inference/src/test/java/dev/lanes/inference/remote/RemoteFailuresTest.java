package dev.lanes.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that misbehave in ways that asking again does not help.
class RemoteFailuresTest {
    /// Answers of status 200, and what is wrong with each for two texts.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | answer must be JSON but was empty",
                "<html>Sign in</html> | must be JSON, which it is not from byte 0 on, but was <html>Sign in</html>",
                "{\"data\": [{\"vector\": [1, 2]}, {\"vec | must be JSON, which it is not",
                "{\"data\": [{\"vector\": [1, 2]}, {\"vector\": [1, 2]}]} {} | answer must be one JSON value but was followed by more",
                "[] | answer must have a value at $.data[*].vector but was on the way there a value that is not an object",
                "{\"error\": \"overloaded\"} | answer must have a value at $.data[*].vector but was none",
                "{\"data\": {}} | answer must have a value at $.data[*].vector but was on the way there a value that is not an array",
                "{\"data\": null} | a value that is not an array",
                "{\"data\": []} | $.data[*].vector must have one item for each of 2 texts but was 0",
                "{\"data\": [{\"vector\": [1, 2]}]} | $.data[*].vector must have one item for each of 2 texts but was 1",
                "{\"data\": [{\"vector\": [1, 2]}, {\"vector\": [1, 2]}, {}]} | must have one item for each of 2 texts but was more",
                "{\"data\": [{\"vector\": [1, 2]}, {}]} | item 1 of $.data[*].vector must be an array of numbers but was missing",
                "{\"data\": [{\"vector\": [1, 2]}, 7]} | item 1 of $.data[*].vector must be an array of numbers but was missing",
                "{\"data\": [{\"vector\": \"AAAA\"}, {}]} | item 0 of $.data[*].vector must be an array of numbers but was \"AAAA\"",
                "{\"data\": [{\"vector\": [1, 2, 3]}, {}]} | item 0 of $.data[*].vector must have dimension 2 but was 3",
                "{\"data\": [{\"vector\": []}, {}]} | item 0 of $.data[*].vector must have dimension 2 but was 0",
                "{\"data\": [{\"vector\": [1, NaN]}, {}]} | number 1 of item 0 of $.data[*].vector must be a finite float but was",
                "{\"data\": [{\"vector\": [-Infinity, 1]}, {}]} | number 0 of item 0 of $.data[*].vector must be a finite float but was",
                "{\"data\": [{\"vector\": [1e39, 1]}, {}]} | number 0 of item 0 of $.data[*].vector must be a finite float but was 1.0E39",
                "{\"data\": [{\"vector\": [1, null]}, {}]} | number 1 of item 0 of $.data[*].vector must be a finite float but was null",
                "{\"data\": [{\"vector\": [\"1\", 2]}, {}]} | number 0 of item 0 of $.data[*].vector must be a finite float but was \"1\""
            })
    void wholeAnswerThatIsWrong(String answer, String problem) throws Exception {
        try (var server = new Server((request, out) -> out.send(200, answer));
                var encoder = Played.encoder(server, Played.QUICK)) {
            var error =
                    catchThrowableOfType(
                            RemoteException.Response.class,
                            () -> encoder.encodePassages(List.of("a", "b")));
            assertThat(error).hasMessageStartingWith(server.address() + ": ");
            assertThat(error).hasMessageContaining(problem);
            assertThat(error.endpoint()).isEqualTo(server.address());
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\": [{\"i\": 0, \"vector\": [1, 2]}, {\"i\": 0, \"vector\": [1, 2]}]} | $.data[*].i must differ from item to item but was 0 again in item 1",
                "{\"data\": [{\"i\": 0, \"vector\": [1, 2]}, {\"i\": 2, \"vector\": [1, 2]}]} | $.data[*].i must be in 0..1 in item 1 but was 2",
                "{\"data\": [{\"i\": -1, \"vector\": [1, 2]}, {\"i\": 2, \"vector\": [1, 2]}]} | $.data[*].i must be in 0..1 in item 0 but was -1",
                "{\"data\": [{\"i\": 99999999999, \"vector\": [1, 2]}]} | $.data[*].i must be in 0..1 in item 0 but was 99999999999",
                "{\"data\": [{\"vector\": [1, 2]}, {\"i\": 2, \"vector\": [1, 2]}]} | $.data[*].i must be in 0..1 in item 0"
            })
    void indexThatIsWrong(String answer, String problem) throws Exception {
        try (var server = new Server((request, out) -> out.send(200, answer));
                var encoder =
                        RemoteModels.dense(
                                server.endpoint(),
                                Played.TEMPLATE.withIndex("$.data[*].i"),
                                Played.MODEL,
                                Played.QUICK)) {
            assertThatThrownBy(() -> encoder.encodePassages(List.of("a", "b")))
                    .isInstanceOf(RemoteException.Response.class)
                    .hasMessageContaining(problem);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422, 500, 501})
    void statusThatIsNotTriedAgain(int status) throws Exception {
        try (var server = new Server((request, out) -> out.send(status, "{\"error\": \"why\"}"));
                var encoder = Played.encoder(server, Played.QUICK)) {
            var error =
                    catchThrowableOfType(
                            RemoteException.Status.class, () -> encoder.encodeQuery("text"));
            assertThat(error)
                    .hasMessage(
                            "%s: status must be 2xx but was %d: {\"error\": \"why\"}"
                                    .formatted(server.address(), status));
            assertThat(error.status()).isEqualTo(status);
            assertThat(error.retryAfter()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void redirectIsNotFollowed() throws Exception {
        try (var other = new Server(Played::answer);
                var server =
                        new Server((request, out) ->
                                out.send(307, "", "Location: " + other.address() + "?key=k"));
                var encoder = Played.encoder(server, Played.QUICK)) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Status.class)
                    .hasMessageContaining(
                            "status must be 2xx but was 307; it points to " + other.address() + ",")
                    .hasMessageNotContaining("key=k");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void endlessBodyIsLeft() throws Exception {
        var left = new CountDownLatch(1);
        Server.Handler handler =
                (request, out) -> {
                    try {
                        out.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                        while (true) {
                            out.raw("400\r\n" + "[".repeat(0x400) + "\r\n");
                        }
                    } catch (IOException e) {
                        left.countDown();
                        throw e;
                    }
                };
        try (var server = new Server(handler);
                var encoder =
                        Played.encoder(server, Played.QUICK.withMaxResponseBytes(1_000_000))) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Response.class)
                    .hasMessage(
                            server.address()
                                    + ": answer must have at most 1000000 bytes but had more");
            // The connection is broken while the encoder is still open.
            left.await();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void bodyOfTheLargestSizeIsRead() throws Exception {
        String answer = "{\"data\": [{\"vector\": [1, 2]}]}";
        try (var server = new Server((request, out) -> out.send(200, answer));
                var enough =
                        Played.encoder(server, Played.QUICK.withMaxResponseBytes(answer.length()));
                var tooSmall =
                        Played.encoder(
                                server, Played.QUICK.withMaxResponseBytes(answer.length() - 1))) {
            assertThat(enough.encodeQuery("text")).containsExactly(1, 2);
            assertThatThrownBy(() -> tooSmall.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Response.class);
        }
    }

    @Test
    void endlessBodyOfAnErrorIsCut() throws Exception {
        Server.Handler handler =
                (request, out) -> {
                    out.raw("HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        out.raw("400\r\n" + "[".repeat(0x400) + "\r\n");
                    }
                };
        try (var server = new Server(handler);
                var encoder = Played.encoder(server, Played.QUICK)) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Status.class)
                    .hasMessage(
                            server.address()
                                    + ": status must be 2xx but was 400: "
                                    + "[".repeat(200)
                                    + " …");
        }
    }

    @Test
    void deeplyNestedAnswerIsAnErrorAndNoStackOverflow() throws Exception {
        String answer = "{\"data\": [" + "[".repeat(1_000_000);
        try (var server = new Server((request, out) -> out.send(200, answer));
                var encoder = Played.encoder(server, Played.QUICK)) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Response.class);
        }
    }

    @Test
    void whatIsNoHttpIsAnError() throws Exception {
        Server.Handler handler =
                (request, out) -> {
                    out.raw("SSH-2.0-OpenSSH_9.2\r\n\r\n");
                    out.hangUp();
                };
        try (var server = new Server(handler);
                var encoder = Played.encoder(server, Played.QUICK)) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Connection.class)
                    .hasMessageStartingWith(server.address() + ": answer must be HTTP but is not");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String address = "http://localhost:" + port + "/embed";
        try (var encoder =
                RemoteModels.dense(
                        RemoteEndpoint.of(address), Played.TEMPLATE, Played.MODEL, Played.QUICK)) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Connection.class)
                    .hasMessageStartingWith(
                            address + ": connection must come about but was refused");
        }
    }

    @Test
    void hostWithoutAddress() {
        try (var encoder =
                RemoteModels.dense(
                        RemoteEndpoint.of("http://nobody.invalid/embed"),
                        Played.TEMPLATE,
                        Played.MODEL,
                        Played.QUICK)) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Connection.class)
                    .hasMessage(
                            "http://nobody.invalid/embed: host must have an address but none was"
                                    + " found");
        }
    }

    @Test
    void slowServerRunsIntoTheLimitOfARequest() throws Exception {
        Server.Handler never = (request, out) -> Thread.sleep(60_000);
        var settings =
                Played.QUICK
                        .withTimes(Duration.ofMillis(100), Duration.ofSeconds(20))
                        .withRetries(new Retries(2, Duration.ofMillis(1), Duration.ofMillis(1)));
        try (var server = new Server(never);
                var encoder = Played.encoder(server, settings)) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Timeout.class)
                    .hasMessage(
                            server.address() + ": answer must be whole within 100 ms but was not");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void bodyThatTricklesRunsIntoTheLimitToo() throws Exception {
        var left = new CountDownLatch(1);
        Server.Handler trickling =
                (request, out) -> {
                    try {
                        out.head(200, 1_000_000);
                        while (true) {
                            out.raw(" ");
                            Thread.sleep(10);
                        }
                    } catch (IOException e) {
                        left.countDown();
                        throw e;
                    }
                };
        var settings =
                Played.QUICK
                        .withTimes(Duration.ofMillis(200), Duration.ofSeconds(20))
                        .withRetries(Retries.none());
        try (var server = new Server(trickling);
                var encoder = Played.encoder(server, settings)) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Timeout.class);
            // The connection is broken while the encoder is still open.
            left.await();
        }
    }

    @Test
    void oneBatchThatFailsEndsTheOthers() throws Exception {
        var others = new CountDownLatch(1);
        Server.Handler handler =
                (request, out) -> {
                    if (Played.texts(request).getFirst().equals("bad")) {
                        others.await();
                        out.send(422, "no");
                    } else {
                        others.countDown();
                        Thread.sleep(60_000);
                    }
                };
        try (var server = new Server(handler);
                var encoder = Played.encoder(server, Played.QUICK.withBatch(1, 100))) {
            Throwable error =
                    catchThrowable(
                            () -> encoder.encodePassages(List.of("a", "b", "bad", "c", "d")));
            assertThat(error)
                    .isInstanceOfSatisfying(
                            RemoteException.Status.class,
                            status -> assertThat(status.status()).isEqualTo(422));
        }
    }
}
