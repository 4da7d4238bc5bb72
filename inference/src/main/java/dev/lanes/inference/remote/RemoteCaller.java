package dev.lanes.inference.remote;

import dev.lanes.inference.internal.UseGate;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Asks an endpoint, again where that may help, no more than so often at once. An attempt is a step
/// that closing waits for; waits between attempts are not, and end with it.
///
/// Safe for use by many threads.
final class RemoteCaller implements AutoCloseable {
    private final String owner;
    private final RemoteEndpoint endpoint;
    private final RemoteSettings settings;
    private final HttpClient client;
    private final boolean ownsClient;
    private final Exchange exchange;
    private final Semaphore places;
    private final UseGate gate;
    private final CountDownLatch closing = new CountDownLatch(1);

    /// For the batches of one call beside each other.
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// @param owner what errors after closing name
    RemoteCaller(String owner, RemoteEndpoint endpoint, RemoteSettings settings) {
        this.owner = owner;
        this.endpoint = endpoint;
        this.settings = settings;
        this.ownsClient = endpoint.client().isEmpty();
        this.client =
                endpoint.client()
                        .orElseGet(() ->
                                HttpClient.newBuilder()
                                        .followRedirects(HttpClient.Redirect.NEVER)
                                        .connectTimeout(settings.requestTimeout())
                                        .build());
        this.exchange = new Exchange(endpoint, client, settings.maxResponseBytes());
        this.places = new Semaphore(settings.concurrency(), true);
        this.gate = new UseGate(owner);
    }

    /// Makes sense of an answer.
    @FunctionalInterface
    interface Answer<T> {
        /// What the body says.
        ///
        /// @throws BrokenReply when it is not what the template says
        T read(byte[] body);
    }

    ExecutorService threads() {
        return threads;
    }

    RemoteSettings settings() {
        return settings;
    }

    /// @throws IllegalStateException when closed
    void requireOpen() {
        gate.whileOpen(() -> owner);
    }

    /// The error of a thread that was interrupted; sets its flag again.
    RemoteException.Interrupted interrupted() {
        Thread.currentThread().interrupt();
        return new RemoteException.Interrupted(endpoint.name());
    }

    /// Posts a body until there is an answer.
    ///
    /// @throws RemoteException when there is none or it is not what it should be
    /// @throws IllegalStateException when closed, before or meanwhile
    <T> T ask(byte[] body, Answer<T> answer) {
        long end = System.nanoTime() + settings.timeLimit().toNanos();
        for (int attempt = 1; ; attempt++) {
            switch (attempt(body, end)) {
                case Attempt.Answered answered -> {
                    return read(answered, answer);
                }
                case Attempt.Failed failed -> {
                    if (!failed.again() || attempt == settings.retries().attempts()) {
                        throw failed.error();
                    }
                    Duration wait = settings.retries().waitAfter(attempt);
                    if (failed.pause().compareTo(wait) > 0) {
                        wait = failed.pause();
                    }
                    if (wait.compareTo(Duration.ofNanos(end - System.nanoTime())) >= 0) {
                        throw failed.error();
                    }
                    pause(wait);
                }
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        gate.close(() -> {
            threads.shutdown();
            if (ownsClient) {
                client.shutdownNow();
            }
        });
    }

    private Attempt attempt(byte[] body, long end) {
        try {
            if (!places.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw late();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            // Code of the user: closing does not wait for it, and its time counts.
            requireOpen();
            Exchange.Prepared prepared = exchange.prepare(body);
            Duration rest = Duration.ofNanos(end - System.nanoTime());
            if (!rest.isPositive()) {
                throw late();
            }
            Duration limit = settings.requestTimeout();
            Duration least = rest.compareTo(limit) < 0 ? rest : limit;
            return gate.whileOpen(() -> exchange.post(prepared, least));
        } finally {
            places.release();
        }
    }

    private <T> T read(Attempt.Answered answered, Answer<T> answer) {
        try {
            return answer.read(answered.body());
        } catch (BrokenReply e) {
            String found = answered.redaction().excerpt(e.found());
            throw new RemoteException.Response(
                    endpoint.name(), "%s but was %s".formatted(e.rule(), found));
        }
    }

    private void pause(Duration wait) {
        try {
            if (closing.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException(owner + " is closed");
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private RemoteException.Timeout late() {
        return new RemoteException.Timeout(
                endpoint.name(),
                "a place among %d requests must come free within %d ms but did not"
                        .formatted(settings.concurrency(), settings.timeLimit().toMillis()));
    }
}
