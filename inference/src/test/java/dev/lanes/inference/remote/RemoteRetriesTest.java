package dev.lanes.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is tried again.
class RemoteRetriesTest {
    private final AtomicInteger asked = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void statusThatMayPass(int status) throws Exception {
        try (var server = failing(2, (request, out) -> out.send(status, "later"));
                var encoder = Played.encoder(server, Played.QUICK)) {
            assertThat(encoder.encodeQuery("four")).containsExactly(4, 1);
            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().stream().map(Server.Request::body).distinct()).hasSize(1);
        }
    }

    /// Ways of breaking a connection before the answer is whole.
    enum Breaking {
        RESET_AT_ONCE,
        CLOSED_AT_ONCE,
        HALF_A_HEAD,
        HALF_A_BODY,
        HALF_A_CHUNK,
        RESET_IN_THE_BODY;

        void go(Server.Answer out) throws Exception {
            switch (this) {
                case RESET_AT_ONCE -> out.reset();
                case CLOSED_AT_ONCE -> out.hangUp();
                case HALF_A_HEAD -> {
                    out.raw("HTTP/1.1 200 O");
                    out.hangUp();
                }
                case HALF_A_BODY -> {
                    out.head(200, 100);
                    out.raw("{\"data\": [{\"vector\"");
                    out.hangUp();
                }
                case HALF_A_CHUNK -> {
                    out.raw(
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n{\"data\"");
                    out.hangUp();
                }
                case RESET_IN_THE_BODY -> {
                    out.head(200, 100);
                    out.raw("{\"data\": [{\"vector\"");
                    out.reset();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void brokenConnection(Breaking breaking) throws Exception {
        try (var server = failing(2, (request, out) -> breaking.go(out));
                var encoder = Played.encoder(server, Played.QUICK)) {
            assertThat(encoder.encodeQuery("four")).containsExactly(4, 1);
            assertThat(asked).hasValue(3);
        }
        try (var server = failing(Integer.MAX_VALUE, (request, out) -> breaking.go(out));
                var encoder = Played.encoder(server, Played.QUICK)) {
            assertThatThrownBy(() -> encoder.encodeQuery("four"))
                    .isInstanceOf(RemoteException.Connection.class)
                    .hasMessageStartingWith(
                            server.address() + ": answer must be whole but the connection broke");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void connectionThatServerClosedWhileIdle() throws Exception {
        Server.Handler closing =
                (request, out) -> {
                    Played.answer(request, out);
                    out.hangUp();
                };
        try (var server = new Server(closing);
                var encoder = Played.encoder(server, Played.QUICK)) {
            for (int i = 0; i < 20; i++) {
                assertThat(encoder.encodeQuery("four")).containsExactly(4, 1);
            }
        }
    }

    @Test
    void attemptsRunOut() throws Exception {
        try (var server = failing(Integer.MAX_VALUE, (request, out) -> out.send(503, "full"));
                var encoder = Played.encoder(server, Played.QUICK)) {
            assertThatThrownBy(() -> encoder.encodeQuery("four"))
                    .isInstanceOf(RemoteException.Status.class)
                    .hasMessage(server.address() + ": status must be 2xx but was 503: full");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void retryAfterIsWaitedFor() throws Exception {
        try (var server = failing(1, (request, out) -> out.send(429, "later", "Retry-After: 1"));
                var encoder = Played.encoder(server, Played.QUICK)) {
            long start = System.nanoTime();
            assertThat(encoder.encodeQuery("four")).containsExactly(4, 1);
            // A lower bound, which no slow machine breaks.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void retryAfterBeyondTheLimitFailsAtOnce() throws Exception {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        for (String value : List.of("3600", date)) {
            try (var server =
                            failing(
                                    9,
                                    (request, out) -> out.send(429, "", "Retry-After: " + value));
                    var encoder = Played.encoder(server, Played.QUICK)) {
                var error =
                        catchThrowableOfType(
                                RemoteException.Status.class, () -> encoder.encodeQuery("four"));
                assertThat(error.retryAfter().orElseThrow())
                        .isBetween(Duration.ofMinutes(50), Duration.ofMinutes(60));
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void retryAfterTheEndOfTimeFailsAtOnce() throws Exception {
        String date = "Fri, 31 Dec 9999 23:59:59 GMT";
        try (var server = failing(9, (request, out) -> out.send(429, "", "Retry-After: " + date));
                var encoder = Played.encoder(server, Played.QUICK)) {
            var error =
                    catchThrowableOfType(
                            RemoteException.Status.class, () -> encoder.encodeQuery("four"));
            assertThat(error.retryAfter().orElseThrow()).isGreaterThan(Duration.ofDays(365));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "99999999999999999999", "Mon, 99 Foo 2020", "1.5"})
    void retryAfterThatIsNoneIsIgnored(String value) throws Exception {
        try (var server = failing(1, (request, out) -> out.send(503, "", "Retry-After: " + value));
                var encoder = Played.encoder(server, Played.QUICK)) {
            assertThat(encoder.encodeQuery("four")).containsExactly(4, 1);
        }
    }

    @Test
    void timeLimitHoldsForAllAttemptsTogether() throws Exception {
        var settings =
                Played.QUICK
                        .withTimes(Duration.ofMillis(60), Duration.ofMillis(400))
                        .withRetries(new Retries(20, Duration.ofMillis(50), Duration.ofMillis(50)));
        try (var server = failing(99, (request, out) -> Thread.sleep(60_000));
                var encoder = Played.encoder(server, settings)) {
            assertThatThrownBy(() -> encoder.encodeQuery("four"))
                    .isInstanceOf(RemoteException.Timeout.class);
            assertThat(server.requests().size()).isBetween(1, 6);
        }
    }

    @Test
    void waitForAPlaceCountsToo() throws Exception {
        var here = new CountDownLatch(1);
        var go = new Semaphore(0);
        Server.Handler handler =
                (request, out) -> {
                    here.countDown();
                    go.acquire();
                    Played.answer(request, out);
                };
        var settings =
                Played.QUICK
                        .withTimes(Duration.ofSeconds(20), Duration.ofMillis(300))
                        .withConcurrency(1);
        try (var server = new Server(handler);
                var caller = new RemoteCaller("caller", server.endpoint(), settings)) {
            var first =
                    Thread.ofVirtual()
                            .start(() ->
                                    assertThatThrownBy(() -> caller.ask(new byte[0], body -> body))
                                            .isInstanceOf(RemoteException.Timeout.class));
            assertThat(here.await(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> caller.ask(new byte[0], body -> body))
                    .isInstanceOf(RemoteException.Timeout.class);
            go.release(99);
            first.join();
        }
    }

    @Test
    void waitsGrowAndAreDrawn() {
        var retries = new Retries(9, Duration.ofMillis(100), Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            assertThat(retries.waitAfter(1))
                    .isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
            assertThat(retries.waitAfter(3))
                    .isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
            assertThat(retries.waitAfter(9))
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        }
    }

    @Test
    void bulkGoesOnAfterBatchesThatFailedOnce() throws Exception {
        Server.Handler everyThird =
                (request, out) -> {
                    if (asked.incrementAndGet() % 3 == 0) {
                        out.send(429, "later");
                    } else {
                        Played.answer(request, out);
                    }
                };
        var settings =
                Played.QUICK
                        .withBatch(2, 1000)
                        .withRetries(new Retries(20, Duration.ofMillis(1), Duration.ofMillis(5)));
        List<String> texts = IntStream.range(0, 200).mapToObj("x"::repeat).toList();
        try (var server = new Server(everyThird);
                var encoder = Played.encoder(server, settings)) {
            float[][] rows = encoder.encodePassages(texts);
            for (int i = 0; i < rows.length; i++) {
                assertThat(rows[i]).containsExactly(i, 1);
            }
            assertThat(server.requests()).hasSizeGreaterThan(100);
        }
    }

    /// A server that does something else with its first requests.
    private Server failing(int times, Server.Handler failure) throws Exception {
        asked.set(0);
        return new Server((request, out) -> {
            if (asked.incrementAndGet() <= times) {
                failure.answer(request, out);
            } else {
                Played.answer(request, out);
            }
        });
    }
}
