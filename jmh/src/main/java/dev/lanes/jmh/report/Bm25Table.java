package dev.lanes.jmh.report;

import dev.lanes.jmh.bm25.Bm25Result;
import dev.lanes.jmh.bm25.Bm25Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Prints what a benchmark of BM25 found.
///
/// @param task what was asked
/// @param results of this task, at least one
public record Bm25Table(Bm25Task task, List<Bm25Result> results) {
    /// Copies the list.
    public Bm25Table {
        results = List.copyOf(results);
    }

    /// Prints the tables.
    public void print(PrintWriter out, Environment environment) {
        out.println(
                "%s: %s documents, BM25 with k1 %s and b %s, k %d"
                        .formatted(
                                task.corpus().name(),
                                Figures.format(task.corpus().documents().size(), 0),
                                task.settings().k1(),
                                task.settings().b(),
                                task.k()));
        out.println(
                "%s queries, one thread, median of %d rounds"
                        .formatted(
                                Figures.format(task.corpus().queries().size(), 0),
                                task.rounds().count()));
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
                        "build s",
                        "MB",
                        "recall@" + task.k(),
                        "score error",
                        "nDCG@10",
                        "QPS",
                        "mean µs",
                        "p50 µs",
                        "p99 µs",
                        "CPU µs",
                        "QPS/" + reference));
        for (Bm25Result result : results) {
            table.line(line(result));
        }
        table.print(out);
        out.flush();
    }

    private List<String> line(Bm25Result result) {
        return List.of(
                result.library(),
                result.libraryVersion(),
                Figures.format(result.buildSeconds(), 1),
                Figures.format(result.bytes() / 1e6, 1),
                Figures.format(result.recall(), 4),
                String.format(Locale.ROOT, "%.1e", result.scoreError()),
                Figures.format(result.ndcg(), 4),
                Figures.format(result.qps(), 0),
                Figures.format(result.meanUs(), 1),
                Figures.format(result.p50Us(), 1),
                Figures.format(result.p99Us(), 1),
                Figures.format(result.processorUs(), 1),
                Figures.format(result.qps() / results.getFirst().qps(), 2));
    }
}
