package dev.lanes.jmh.report;

import dev.lanes.jmh.encoders.EncoderResult;
import dev.lanes.jmh.encoders.EncoderTask;
import java.io.PrintWriter;
import java.util.List;

/// Prints what a benchmark of encoders found.
///
/// @param task what was asked
/// @param results of this task, at least one
public record EncoderTable(EncoderTask task, List<EncoderResult> results) {
    /// Copies the list.
    public EncoderTable {
        results = List.copyOf(results);
    }

    /// Prints the table.
    public void print(PrintWriter out, Environment environment) {
        EncoderTask.Limits limits = task.limits();
        out.println(
                "%s, %s texts as %s, at most %d tokens each, median of %d rounds; %d callers where"
                                .formatted(
                                        task.model().name(),
                                        Figures.format(task.texts().size(), 0),
                                        task.as(),
                                        limits.maxTokens(),
                                        task.rounds().count(),
                                        limits.callers())
                        + " it says busy");
        out.println(
                "%s; JDK %s; lanes at %s"
                        .formatted(environment.machine(), environment.jdk(), environment.commit()));
        out.println();
        TextTable table = new TextTable();
        String reference = results.getFirst().library();
        table.line(
                List.of(
                        "library",
                        "version",
                        "setting",
                        "texts/s",
                        "tokens/s",
                        "p50 µs",
                        "p99 µs",
                        "busy p50",
                        "busy p99",
                        "MB",
                        reference + "/this"));
        results.forEach(result -> table.line(line(result)));
        table.print(out);
        out.flush();
    }

    private List<String> line(EncoderResult result) {
        double ratio = results.getFirst().tokensPerSecond() / result.tokensPerSecond();
        return List.of(
                result.library(),
                result.libraryVersion(),
                result.setting(),
                Figures.format(result.passagesPerSecond(), 1),
                Figures.format(result.tokensPerSecond(), 0),
                Figures.format(result.p50Us(), 0),
                Figures.format(result.p99Us(), 0),
                Figures.format(result.busyP50Us(), 0),
                Figures.format(result.busyP99Us(), 0),
                Figures.format(result.residentBytes() / 1e6, 0),
                Figures.format(ratio, 2));
    }
}
