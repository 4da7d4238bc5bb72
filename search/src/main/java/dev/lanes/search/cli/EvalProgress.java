package dev.lanes.search.cli;

import dev.lanes.search.evaluation.EvaluationProgress;
import java.time.Duration;

/// Shows how many queries have been answered: a line when a retriever has answered all, and one now
/// and then before.
final class EvalProgress implements EvaluationProgress {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Console console;
    private long begin = System.nanoTime();
    private long lastLine = begin;

    EvalProgress(Console console) {
        this.console = console;
    }

    @Override
    public void answered(String retriever, int done, int queries) {
        long now = System.nanoTime();
        if (done == queries) {
            console.note(
                    "%s: answered %s in %s"
                            .formatted(
                                    retriever,
                                    queries == 1 ? "1 query" : Words.count(queries) + " queries",
                                    Words.duration(Duration.ofNanos(now - begin))));
            begin = now;
            lastLine = now;
        } else if (now - lastLine >= INTERVAL.toNanos()) {
            console.note(
                    "%s: answered %s of %s queries"
                            .formatted(retriever, Words.count(done), Words.count(queries)));
            lastLine = now;
        }
    }
}
