package dev.lanes.jmh.report;

import dev.lanes.jmh.measure.HnswResult;
import dev.lanes.jmh.measure.HnswTask;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Prints what a benchmark of HNSW indexes found: the setting, the indexes, the searches by
/// efSearch, and the speed at the recalls that people compare.
public final class HnswTable {
    private static final List<Double> RECALLS = List.of(0.90, 0.95, 0.99);

    private final HnswTask task;
    private final List<HnswResult> results;
    private final List<String> libraries;

    /// @param results of this task, at least one
    public HnswTable(HnswTask task, List<HnswResult> results) {
        this.task = task;
        this.results = List.copyOf(results);
        this.libraries = results.stream().map(HnswResult::library).distinct().toList();
    }

    /// Prints the tables.
    public void print(PrintWriter out, Environment environment) {
        out.println(
                "%s: %s rows × %d, %s, k %d, m %d, efConstruction %d"
                        .formatted(
                                task.base().name(),
                                figure(task.base().size(), 0),
                                task.base().dimension(),
                                task.settings().similarity(),
                                task.k(),
                                task.settings().m(),
                                task.settings().efConstruction()));
        out.println(
                "%s queries of %s, one thread, median of %d rounds"
                        .formatted(
                                figure(task.queries().size(), 0),
                                task.queries().name(),
                                task.rounds().count()));
        out.println(
                "%s; JDK %s; lanes at %s"
                        .formatted(environment.machine(), environment.jdk(), environment.commit()));
        out.println();
        indexes().print(out);
        out.println();
        searches().print(out);
        out.println();
        recalls().print(out);
        out.flush();
    }

    private TextTable indexes() {
        TextTable table = new TextTable();
        table.line(List.of("library", "version", "build s", "MB", "backend"));
        for (String library : libraries) {
            HnswResult any = of(library).getFirst();
            table.line(
                    List.of(
                            library,
                            any.libraryVersion(),
                            figure(any.buildSeconds(), 1),
                            figure(any.bytes() / 1e6, 1),
                            any.backend()));
        }
        return table;
    }

    private TextTable searches() {
        TextTable table = new TextTable();
        List<String> head = new ArrayList<>();
        head.addAll(List.of("efSearch", "library", "recall@" + task.k(), "QPS"));
        head.addAll(List.of("p50 µs", "p99 µs"));
        if (libraries.size() > 1) {
            head.add("QPS/" + libraries.getFirst());
        }
        table.line(head);
        double first = 0;
        for (HnswResult result : results) {
            if (result.library().equals(libraries.getFirst())) {
                first = result.qps();
            }
            List<String> line = new ArrayList<>();
            line.add(Integer.toString(result.efSearch()));
            line.add(result.library());
            line.add(figure(result.recall(), 4));
            line.add(figure(result.qps(), 0));
            line.add(figure(result.p50Us(), 1));
            line.add(figure(result.p99Us(), 1));
            if (libraries.size() > 1) {
                line.add(figure(result.qps() / first, 2));
            }
            table.line(line);
        }
        return table;
    }

    private TextTable recalls() {
        TextTable table = new TextTable();
        List<String> head = new ArrayList<>();
        head.add("QPS at recall@" + task.k());
        RECALLS.forEach(recall -> head.add(figure(recall, 2)));
        table.line(head);
        for (String library : libraries) {
            RecallCurve curve = new RecallCurve(of(library));
            List<String> line = new ArrayList<>();
            line.add(library);
            RECALLS.forEach(recall -> line.add(curve.qpsAt(recall)));
            table.line(line);
        }
        return table;
    }

    private List<HnswResult> of(String library) {
        return results.stream().filter(result -> result.library().equals(library)).toList();
    }

    private static String figure(double value, int decimals) {
        return Figures.format(value, decimals);
    }
}
