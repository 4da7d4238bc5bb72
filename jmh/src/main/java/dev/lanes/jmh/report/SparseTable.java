package dev.lanes.jmh.report;

import dev.lanes.jmh.sparse.SparseResult;
import dev.lanes.jmh.sparse.SparseTask;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Prints what a benchmark of sparse indexes found: the setting, the indexes and the searches.
///
/// @param task what was asked
/// @param results of this task, at least one
public record SparseTable(SparseTask task, List<SparseResult> results) {
    /// Copies the list.
    public SparseTable {
        results = List.copyOf(results);
    }

    /// Prints the tables.
    public void print(PrintWriter out, Environment environment) {
        out.println(
                "%s: %s rows, %s terms, %s postings, k %d"
                        .formatted(
                                task.base().name(),
                                Figures.format(task.base().size(), 0),
                                Figures.format(task.base().columns(), 0),
                                Figures.format(task.base().postings(), 0),
                                task.k()));
        out.println(
                "%s queries of %s, %s postings, one thread, median of %d rounds"
                        .formatted(
                                Figures.format(task.queries().size(), 0),
                                task.queries().name(),
                                Figures.format(task.queries().postings(), 0),
                                task.rounds().count()));
        out.println(
                "%s; JDK %s; lanes at %s"
                        .formatted(environment.machine(), environment.jdk(), environment.commit()));
        out.println();
        indexes().print(out);
        out.println();
        searches().print(out);
        out.flush();
    }

    private TextTable indexes() {
        TextTable table = new TextTable();
        table.line(
                List.of("library", "version", "build s", "rows/s", "MB", "B/posting", "backend"));
        Set<String> seen = new HashSet<>();
        for (SparseResult result : results) {
            if (seen.add(result.library())) {
                table.line(
                        List.of(
                                result.library(),
                                result.libraryVersion(),
                                Figures.format(result.buildSeconds(), 1),
                                Figures.format(task.base().size() / result.buildSeconds(), 0),
                                Figures.format(result.bytes() / 1e6, 1),
                                Figures.format(result.bytesPerPosting(), 2),
                                result.backend()));
            }
        }
        return table;
    }

    private TextTable searches() {
        TextTable table = new TextTable();
        String reference = results.getFirst().library();
        List<String> head = new ArrayList<>();
        head.addAll(List.of("library", "algorithm", "recall@" + task.k(), "QPS"));
        head.addAll(List.of("mean µs", "p50 µs", "p99 µs", "CPU µs", "QPS/" + reference));
        table.line(head);
        for (SparseResult result : results) {
            table.line(
                    List.of(
                            result.library(),
                            result.algorithm(),
                            Figures.format(result.recall(), 4),
                            Figures.format(result.qps(), 0),
                            Figures.format(result.meanUs(), 1),
                            Figures.format(result.p50Us(), 1),
                            Figures.format(result.p99Us(), 1),
                            Figures.format(result.processorUs(), 1),
                            Figures.format(result.qps() / results.getFirst().qps(), 2)));
        }
        return table;
    }
}
