package dev.lanes.inference.internal;

import java.time.Duration;

/// The system properties that this module reads, and the one that it sets for a moment.
///
/// | key | meaning | default |
/// |---|---|---|
/// | `lanes.inference.threads` | threads that encode one stream of texts, each with batches of its own, in 1..1024 | the processors of the machine |
/// | `lanes.inference.runThreads` | threads that ONNX Runtime may use for one run of a network, in 1..1024 | as many as encode |
/// | `lanes.inference.batchTokens` | tokens in a batch of passages, padding counted, in 1..65536; one text longer than that is a batch of its own | 512 |
///
/// Small batches are the fast ones, because the activations of 512 tokens stay in a core's
/// second-level cache. Tokens a CPU second of one thread (AMD EPYC, SciFact passages, best of
/// alternating runs): all-MiniLM-L6-v2 3,620 in batches of 512, 3,520 of 1,024, 3,330 of 2,048,
/// 3,020 of 8,192; e5-small-v2 1,720 of 512, 1,590 of 1,024, 1,410 of 2,048, 1,230 of 4,096.
/// Batches of 256 give one thread 2 to 3 % more, but leave less to share between several.
///
/// One session serves streams and single queries. all-MiniLM-L6-v2, SciFact passages in batches of
/// 512, two cores that others used too, so tokens a CPU second, medians of seven alternating turns:
/// two callers with runs on two threads 2,960, two with runs on one 2,720, one with runs on two
/// 2,870, two whose idle threads spin 2,340. A query of eight tokens alone, median of the medians:
/// 9.5 ms on two threads, 10.0 on one, 20.5 spinning.
public final class Settings {
    /// How long a query that waited for a run waits for others to share its own with. Not at all:
    /// those who came meanwhile share it anyway. Other values were not measured on a quiet machine.
    public static final Duration PATIENCE = Duration.ZERO;

    private static final String OFFLINE = "ai.djl.offline";

    private Settings() {}

    /// Threads of an encoder.
    public static int threads() {
        return number("lanes.inference.threads", Runtime.getRuntime().availableProcessors(), 1024);
    }

    /// Threads that may share one run.
    static int runThreads(int threads) {
        return number("lanes.inference.runThreads", threads, 1024);
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
