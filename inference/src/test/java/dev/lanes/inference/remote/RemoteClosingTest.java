package dev.lanes.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lanes.inference.DenseEncoder;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Closing and interrupting.
class RemoteClosingTest {
    private static final String CLOSED = "encoder played is closed";
    private static final RemoteSettings PATIENT =
            RemoteSettings.of()
                    .withTimes(Duration.ofMinutes(10), Duration.ofMinutes(10))
                    .withBatch(1, 100);

    @Test
    void useAfterCloseNamesTheEncoder() throws Exception {
        try (var server = new Server(Played::answer)) {
            var encoder = Played.encoder(server, Played.QUICK);
            encoder.close();
            encoder.close();
            assertThatThrownBy(() -> encoder.encodeQuery("river"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(CLOSED);
            assertThatThrownBy(() -> encoder.encodePassages(List.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(CLOSED);
            assertThat(encoder.dimension()).isEqualTo(2);
        }
    }

    @Test
    void closingWaitsForTheAttemptOnItsWay() throws Exception {
        var here = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Server.Handler handler =
                (request, out) -> {
                    here.countDown();
                    go.await();
                    Played.answer(request, out);
                };
        try (var server = new Server(handler)) {
            var encoder = Played.encoder(server, PATIENT);
            var query = new FutureTask<>(() -> encoder.encodeQuery("four"));
            Thread.ofVirtual().start(query);
            here.await();
            Thread closing = Thread.ofVirtual().start(encoder::close);
            assertThat(closing.join(Duration.ofMillis(50))).isFalse();
            go.countDown();
            assertThat(query.get()).containsExactly(4, 1);
            closing.join();
        }
    }

    @Test
    void closingEndsTheWaitBetweenAttempts() throws Exception {
        var refused = new CountDownLatch(1);
        Server.Handler handler =
                (request, out) -> {
                    out.send(429, "", "Retry-After: 300");
                    refused.countDown();
                };
        try (var server = new Server(handler)) {
            var encoder = Played.encoder(server, PATIENT);
            var query = new FutureTask<>(() -> catchThrowable(() -> encoder.encodeQuery("four")));
            Thread.ofVirtual().start(query);
            refused.await();
            encoder.close();
            assertThat(query.get()).isInstanceOf(IllegalStateException.class).hasMessage(CLOSED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void callsInFlightFinishOrSayThatItIsClosed() throws Exception {
        try (var server = new Server(Played::answer);
                var threads = Executors.newFixedThreadPool(6)) {
            for (int round = 0; round < 5; round++) {
                var encoder = Played.encoder(server, Played.QUICK.withBatch(1, 100));
                var started = new CountDownLatch(6);
                Callable<Throwable> queries =
                        () ->
                                catchThrowable(() -> {
                                    while (true) {
                                        assertThat(encoder.encodeQuery("four"))
                                                .containsExactly(4, 1);
                                        started.countDown();
                                    }
                                });
                List<String> texts = Collections.nCopies(50_000, "text");
                Callable<Throwable> passages =
                        () ->
                                catchThrowable(() ->
                                        encoder.encodePassages(
                                                texts, (n, tokens) -> started.countDown()));
                List<Future<Throwable>> ends = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    ends.add(threads.submit(queries));
                    ends.add(threads.submit(passages));
                }
                started.await();
                encoder.close();
                for (Future<Throwable> end : ends) {
                    assertThat(end.get())
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage(CLOSED);
                }
            }
        }
    }

    @Test
    void closingFromTheProgressEndsTheCall() throws Exception {
        try (var server = new Server(Played::answer)) {
            var encoder = Played.encoder(server, PATIENT);
            List<String> texts = Collections.nCopies(200, "text");
            assertThatThrownBy(
                            () -> encoder.encodePassages(texts, (count, tokens) -> encoder.close()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(CLOSED);
        }
    }

    /// One text, or many requests at once.
    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void interruptingEndsACallThatWaitsForTheServer(int count) throws Exception {
        var here = new CountDownLatch(1);
        Server.Handler handler =
                (request, out) -> {
                    here.countDown();
                    Thread.sleep(600_000);
                };
        interrupt(handler, here, count);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void interruptingEndsTheWaitBetweenAttempts(int count) throws Exception {
        var here = new CountDownLatch(1);
        Server.Handler handler =
                (request, out) -> {
                    out.send(503, "", "Retry-After: 300");
                    here.countDown();
                };
        interrupt(handler, here, count);
    }

    private static void interrupt(Server.Handler handler, CountDownLatch here, int count)
            throws Exception {
        try (var server = new Server(handler);
                var encoder = Played.encoder(server, PATIENT)) {
            List<String> texts = Collections.nCopies(count, "text");
            var interrupted = new boolean[1];
            var call =
                    new FutureTask<>(() -> {
                        Throwable end = catchThrowable(() -> encoder.encodePassages(texts));
                        interrupted[0] = Thread.currentThread().isInterrupted();
                        return end;
                    });
            Thread thread = Thread.ofVirtual().start(call);
            here.await();
            thread.interrupt();
            assertThat(call.get())
                    .isInstanceOf(RemoteException.Interrupted.class)
                    .hasMessage(server.address() + ": interrupted while waiting for the answer");
            assertThat(interrupted[0]).isTrue();
        }
    }

    @Test
    void clientOfTheCallerStaysOpen() throws Exception {
        try (var server = new Server(Played::answer);
                var client = HttpClient.newHttpClient()) {
            var endpoint = server.endpoint().withClient(client);
            for (int i = 0; i < 3; i++) {
                try (var encoder =
                        RemoteModels.dense(endpoint, Played.TEMPLATE, Played.MODEL, Played.QUICK)) {
                    assertThat(encoder.encodeQuery("four")).containsExactly(4, 1);
                }
            }
        }
    }

    @Test
    void noThreadsAreLeft() throws Exception {
        try (var server = new Server(Played::answer)) {
            for (int i = 0; i < 50; i++) {
                try (var encoder = Played.encoder(server, PATIENT)) {
                    encoder.encodePassages(List.of("a", "b", "c"));
                }
            }
            for (int i = 0; i < 500 && clients() > 0; i++) {
                Thread.sleep(10);
            }
            assertThat(clients()).isZero();
        }
    }

    /// Threads of HTTP clients, which end soon after they are told to.
    private static long clients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-"))
                .count();
    }

    /// It would wait for itself.
    @Test
    void theSupplierOfASecretMayCloseTheEncoder() throws Exception {
        var encoder = new AtomicReference<DenseEncoder>();
        var secret =
                Secret.from(() -> {
                    encoder.get().close();
                    return "key";
                });
        try (var server = new Server(Played::answer)) {
            encoder.set(
                    RemoteModels.dense(
                            server.endpoint().withBearer(secret),
                            Played.TEMPLATE,
                            Played.MODEL,
                            Played.QUICK));
            Throwable error =
                    Assertions.assertTimeoutPreemptively(
                            Duration.ofSeconds(20),
                            () -> catchThrowable(() -> encoder.get().encodeQuery("four")));
            assertThat(error).isInstanceOf(IllegalStateException.class).hasMessage(CLOSED);
            assertThat(server.requests()).isEmpty();
        }
    }
}
