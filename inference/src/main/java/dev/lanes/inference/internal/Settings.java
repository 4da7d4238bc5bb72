package dev.lanes.inference.internal;

import java.time.Duration;

/// The system properties that this module reads, and the one that it sets for a moment.
///
/// | key | meaning | default |
/// |---|---|---|
/// | `lanes.inference.threads` | threads that encode, in 1..1024 | the processors of the machine |
/// | `lanes.inference.runThreads` | threads that ONNX Runtime may use for one run of a network, in 1..1024; as many runs go on at one time as that leaves threads for | as many as encode, at most 4 |
/// | `lanes.inference.batchTokens` | tokens in a batch of passages, padding counted, in 1..65536; one text longer than that is a batch of its own | 512 |
///
/// Small batches are the fast ones, because the activations of 512 tokens stay in a core's
/// second-level cache. Tokens a CPU second of one thread (AMD EPYC, SciFact passages, best of
/// alternating runs): all-MiniLM-L6-v2 3,620 in batches of 512, 3,520 of 1,024, 3,330 of 2,048,
/// 3,020 of 8,192; e5-small-v2 1,720 of 512, 1,590 of 1,024, 1,410 of 2,048, 1,230 of 4,096.
/// Batches of 256 give one thread 2 to 3 % more, but leave less to share between several.
///
/// One session serves streams and single queries: one run at a time shared by all threads, up to
/// four, and beside it no thread of ours that would take a processor from it. Two quiet cores, in
/// turns with the peer (docs/decisions/0021): all-MiniLM-L6-v2 on passages of 256 tokens encodes as
/// many tokens a second as a bare session at the best of its settings (6,450), but .80 to .90 of
/// that when another thread prepares batches meanwhile. A query of eight tokens alone takes 2.1 to
/// 2.8 ms, 3.0 to 4.4 when the threads of a run sleep between its steps, 4.7 on one thread.
///
/// Where others use the processors too, set `lanes.inference.runThreads` to 1: with one other busy
/// thread on the two cores, streams then run 1.5 times as fast as by default, and queries as fast.
public final class Settings {
    /// How long a query that waited for a run waits for others to share its own with. Those whose
    /// run just ended need some time to come back: eight callers on two quiet cores had a median of
    /// 12.9 ms with 150 to 500 µs, of 14.9 without.
    public static final Duration PATIENCE = Duration.ofNanos(200_000);

    /// More threads than that seldom help one run. Not measured: the machine at hand had two.
    private static final int RUN_THREADS = 4;

    private static final String OFFLINE = "ai.djl.offline";

    private Settings() {}

    /// Threads of an encoder.
    public static int threads() {
        return number("lanes.inference.threads", Runtime.getRuntime().availableProcessors(), 1024);
    }

    /// Threads that may share one run.
    static int runThreads(int threads) {
        return number("lanes.inference.runThreads", Math.min(threads, RUN_THREADS), 1024);
    }

    /// Runs of the network at one time.
    static int runs(int threads) {
        return Math.max(1, threads / runThreads(threads));
    }

    /// Tokens in a batch.
    public static int batchTokens() {
        return number("lanes.inference.batchTokens", 512, 65_536);
    }

    /// Runs something with DJL's offline switch on, and puts the switch back afterwards: other
    /// users of DJL in this process may want it off.
    static synchronized void offline(Runnable action) {
        String before = System.getProperty(OFFLINE);
        System.setProperty(OFFLINE, "true");
        try {
            action.run();
        } finally {
            if (before == null) {
                System.clearProperty(OFFLINE);
            } else {
                System.setProperty(OFFLINE, before);
            }
        }
    }

    private static int number(String key, int standard, int most) {
        String text = System.getProperty(key);
        if (text == null) {
            return standard;
        }
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(rule(key, text, most), e);
        }
        throw new IllegalArgumentException(rule(key, text, most));
    }

    private static String rule(String key, String text, int most) {
        return "%s must be a whole number in 1..%d but was \"%s\"".formatted(key, most, text);
    }
}
