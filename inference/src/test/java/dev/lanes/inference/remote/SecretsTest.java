package dev.lanes.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lanes.inference.DenseEncoder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys reach the server and nobody else.
class SecretsTest {
    private static final String KEY = "sk-very/secret\"key";

    @Test
    void headersReachTheServer() throws Exception {
        try (var server = new Server(Played::answer);
                var encoder =
                        encoder(
                                server.endpoint()
                                        .withHeader("X-Plain", "as it is")
                                        .withSecret("api-key", Secret.of(KEY))
                                        .withBearer(Secret.of("token"))
                                        .withSigner(body ->
                                                Map.of("X-Signature", "length " + body.length)))) {
            encoder.encodeQuery("text");
            assertThat(server.requests().getFirst().headers())
                    .containsEntry("x-plain", "as it is")
                    .containsEntry("api-key", KEY)
                    .containsEntry("authorization", "Bearer token")
                    .containsEntry(
                            "x-signature",
                            "length " + server.requests().getFirst().body().length());
        }
    }

    @Test
    void secretIsAskedForAtEachAttempt() throws Exception {
        var count = new AtomicInteger();
        Server.Handler handler =
                (request, out) -> {
                    if (request.headers().get("authorization").equals("Bearer 1")) {
                        out.send(503, "once more");
                    } else {
                        Played.answer(request, out);
                    }
                };
        try (var server = new Server(handler);
                var encoder =
                        encoder(
                                server.endpoint()
                                        .withBearer(
                                                Secret.from(() -> "" + count.incrementAndGet())))) {
            encoder.encodeQuery("text");
            assertThat(count).hasValue(2);
        }
    }

    @Test
    void nothingShowsThem() {
        var endpoint =
                RemoteEndpoint.of("https://host.example:8443/v1/embed?key=" + "in-the-query")
                        .withSecret("api-key", Secret.of(KEY))
                        .withBearer(Secret.of(KEY));
        assertThat(endpoint)
                .hasToString(
                        "[https://host.example:8443/v1/embed, api-key: ***, Authorization: ***]");
        assertThat(endpoint.name()).isEqualTo("https://host.example:8443/v1/embed");
        assertThat(Secret.of(KEY)).hasToString("***");
    }

    /// What servers make of a key that they do not like.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\": \"Incorrect API key: sk-very/secret\\\"key\"}",
                "Incorrect API key: sk-very/secret\"key",
                "sk-very/secret\"keysk-very/secret\"key"
            })
    void serverThatRepeatsTheKey(String answer) throws Exception {
        for (int status : new int[] {200, 401, 429}) {
            try (var server = new Server((request, out) -> out.send(status, answer));
                    var encoder =
                            encoder(server.endpoint().withSecret("api-key", Secret.of(KEY)))) {
                Throwable error = catchThrowable(() -> encoder.encodeQuery("text"));
                assertThat(error).isInstanceOf(RemoteException.class);
                if (status != 200) {
                    assertThat(error.getMessage()).contains("***");
                }
                assertThat(printed(error)).doesNotContain("very").doesNotContain("secret");
            }
        }
    }

    @Test
    void serverThatRepeatsTheKeyInItsResult() throws Exception {
        String answer = "{\"data\": [{\"vector\": \"%s\"}]}".formatted(KEY.replace("\"", "\\\""));
        try (var server = new Server((request, out) -> out.send(200, answer));
                var encoder = encoder(server.endpoint().withSecret("api-key", Secret.of(KEY)))) {
            Throwable error = catchThrowable(() -> encoder.encodeQuery("text"));
            assertThat(error)
                    .isInstanceOf(RemoteException.Response.class)
                    .hasMessageEndingWith(
                            "item 0 of $.data[*].vector must be an array of numbers but was"
                                    + " \"***\"");
            assertThat(printed(error)).doesNotContain("very");
        }
    }

    @Test
    void serverThatRepeatsTheKeyInTheAddress() throws Exception {
        Server.Handler handler =
                (request, out) -> out.send(403, "no: very&secret " + request.line());
        try (var server = new Server(handler);
                var encoder =
                        encoder(RemoteEndpoint.of(server.address() + "?v=1.0&key=very%26secret"))) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Status.class)
                    .hasMessage(
                            server.address()
                                    + ": status must be 2xx but was 403: no: *** POST"
                                    + " /embed?v=***&key=*** HTTP/1.1");
            assertThat(server.requests().getFirst().line()).contains("?v=1.0&key=very%26secret ");
        }
    }

    @Test
    void serverThatRepeatsTheKeyInARedirect() throws Exception {
        try (var server =
                        new Server((request, out) ->
                                out.send(302, "", "Location: http://a.example/in-path"));
                var encoder =
                        encoder(server.endpoint().withSecret("api-key", Secret.of("in-path")))) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Status.class)
                    .hasMessageContaining("http://a.example/***,");
        }
    }

    /// The JDK quotes the status line in its error.
    @Test
    void serverThatRepeatsTheRequestInsteadOfAStatus() throws Exception {
        Server.Handler handler =
                (request, out) -> {
                    out.raw(request.line() + "\r\n\r\n");
                    out.hangUp();
                };
        try (var server = new Server(handler);
                var encoder = encoder(RemoteEndpoint.of(server.address() + "?key=VERY-SECRET"))) {
            Throwable error = catchThrowable(() -> encoder.encodeQuery("text"));
            assertThat(error)
                    .isInstanceOf(RemoteException.Connection.class)
                    .hasMessageContaining("answer must be HTTP but is not")
                    .hasNoCause();
            assertThat(error.getMessage()).contains("***");
            assertThat(printed(error)).doesNotContain("SECRET");
        }
    }

    /// The JDK would repeat it in its error.
    @ParameterizedTest
    @ValueSource(strings = {"very\nsecret", "very secret\r", "véry-secret", "very\u0000secret"})
    void secretThatIsNoHeaderIsRefusedWithoutBeingShown(String key) throws Exception {
        try (var server = new Server(Played::answer);
                var encoder = encoder(server.endpoint().withBearer(Secret.of(key)))) {
            Throwable error = catchThrowable(() -> encoder.encodeQuery("text"));
            assertThat(error)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "header Authorization must hold printable ASCII characters only");
            assertThat(printed(error)).doesNotContain("very").doesNotContain("secret\r");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void missingSecretIsNamed() throws Exception {
        try (var server = new Server(Played::answer);
                var encoder = encoder(server.endpoint().withBearer(Secret.from(() -> null)))) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            server.address()
                                    + ": header Authorization must have a value but its secret was"
                                    + " missing");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://user:very-secret@host/", "very secret://", "ftp://very-secret"})
    void addressThatIsNoneIsNotShown(String address) {
        Throwable error = catchThrowable(() -> RemoteEndpoint.of(address));
        assertThat(error).isInstanceOf(IllegalArgumentException.class);
        assertThat(printed(error)).doesNotContain("very");
    }

    @Test
    void headersAndClientsThatDoNotFitAreRefused() {
        var endpoint = RemoteEndpoint.of("https://host/");
        assertThatThrownBy(() -> endpoint.withSecret("content-length", Secret.of(KEY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("content-length");
        assertThatThrownBy(() -> endpoint.withHeader("two words", "a"))
                .isInstanceOf(IllegalArgumentException.class);
        try (var following =
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
            assertThatThrownBy(() -> endpoint.withClient(following))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("client must never follow redirects but follows: ALWAYS");
        }
    }

    private static DenseEncoder encoder(RemoteEndpoint endpoint) {
        return RemoteModels.dense(endpoint, Played.TEMPLATE, Played.MODEL, Played.QUICK);
    }

    private static String printed(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
