package dev.lanes.inference.remote;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// Limits of an encoder behind HTTP. Immutable; each `with` gives a new one.
///
/// Tried again, as [Retries] says and while `timeLimit` lasts: status 429, 502, 503 and 504, a
/// connection that cannot be made or breaks before the answer is whole, and a request that takes
/// longer than `requestTimeout`. Nothing else is: no other status (400, 401, 404, 500, redirects),
/// no certificate that is not trusted, no host without an address, no answer that is whole but
/// wrong. When `Retry-After` asks for more time than is left, the call fails at once.
///
/// @param requestTimeout for one attempt, from connecting to the last byte, in 1 ms..1 h
/// @param timeLimit for one request with all its attempts, the waits between them and the wait for
///   a place among `concurrency`, in 1 ms..24 h; texts in bulk are many requests, each with this
///   limit
/// @param maxResponseBytes of one answer, in 1..2,000,000,000; reading ends there. Up to
///   `concurrency` answers lie in memory at once
/// @param concurrency requests in flight at once, of all callers of the encoder together, in
///   1..1024
/// @param batchTexts texts in a request at most, in 1..100,000; templates for a single text send
///   one whatever this says
/// @param batchChars characters in a request at most, in 1..2,000,000,000; one longer text travels
///   alone
/// @param retries how often and after what waits
public record RemoteSettings(
        Duration requestTimeout,
        Duration timeLimit,
        int maxResponseBytes,
        int concurrency,
        int batchTexts,
        int batchChars,
        Retries retries) {
    private static final int MOST = 2_000_000_000;
    private static final RemoteSettings STANDARD =
            new RemoteSettings(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    32 << 20,
                    4,
                    32,
                    200_000,
                    Retries.of());

    /// Checks every component.
    public RemoteSettings {
        Rules.within("requestTimeout", requestTimeout, Duration.ofMillis(1), Duration.ofHours(1));
        Rules.within("timeLimit", timeLimit, Duration.ofMillis(1), Duration.ofHours(24));
        Rules.within("maxResponseBytes", maxResponseBytes, 1, MOST);
        Rules.within("concurrency", concurrency, 1, 1024);
        Rules.within("batchTexts", batchTexts, 1, 100_000);
        Rules.within("batchChars", batchChars, 1, MOST);
        requireNonNull(retries, "retries");
    }

    /// 30 seconds for an attempt and 60 for all, 32 MiB of answer, 4 requests at once, 32 texts or
    /// 200,000 characters in each (32 is what Text Embeddings Inference takes by default), and
    /// [Retries#of()].
    public static RemoteSettings of() {
        return STANDARD;
    }

    /// Other limits of time.
    public RemoteSettings withTimes(Duration request, Duration all) {
        return new RemoteSettings(
                request, all, maxResponseBytes, concurrency, batchTexts, batchChars, retries);
    }

    /// Another limit of bytes.
    public RemoteSettings withMaxResponseBytes(int bytes) {
        return new RemoteSettings(
                requestTimeout, timeLimit, bytes, concurrency, batchTexts, batchChars, retries);
    }

    /// Another number of requests at once.
    public RemoteSettings withConcurrency(int requests) {
        return new RemoteSettings(
                requestTimeout,
                timeLimit,
                maxResponseBytes,
                requests,
                batchTexts,
                batchChars,
                retries);
    }

    /// Larger or smaller requests.
    public RemoteSettings withBatch(int texts, int chars) {
        return new RemoteSettings(
                requestTimeout, timeLimit, maxResponseBytes, concurrency, texts, chars, retries);
    }

    /// Other retries.
    public RemoteSettings withRetries(Retries other) {
        return new RemoteSettings(
                requestTimeout,
                timeLimit,
                maxResponseBytes,
                concurrency,
                batchTexts,
                batchChars,
                other);
    }
}
