package dev.lanes.jmh.report;

import dev.lanes.jmh.kernels.Kernel;
import dev.lanes.jmh.kernels.KernelFigure;
import dev.lanes.jmh.kernels.KernelResults;
import dev.lanes.jmh.kernels.KernelTask;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints what a benchmark of kernels found: every figure beside its limit, and the ratios between
/// libraries.
public final class KernelTable {
    private final KernelTask task;
    private final KernelResults results;

    /// @param results of this task, with at least one figure
    public KernelTable(KernelTask task, KernelResults results) {
        this.task = task;
        this.results = results;
    }

    /// Prints the tables.
    public void print(PrintWriter out, Environment environment) {
        out.println(
                "blocks of 32 rows, one thread, median of %d rounds; rows at random places in %s GiB"
                        .formatted(task.rounds(), Figures.format(task.gigabytes(), 2)));
        out.println(
                "%s; JDK %s; lanes at %s"
                        .formatted(environment.machine(), environment.jdk(), environment.commit()));
        out.println(
                "reading in order: %s GB/s out of memory, %s GB/s out of the first-level cache"
                        .formatted(
                                Figures.format(results.bandwidth().memoryBytesPerNs(), 1),
                                Figures.format(results.bandwidth().cacheBytesPerNs(), 0)));
        providers().forEach((library, provider) -> out.println(library + ": " + provider));
        out.println();
        figures().print(out);
        out.println();
        new KernelRatios(results.figures()).print(out);
        out.flush();
    }

    private Map<String, String> providers() {
        Map<String, String> providers = new LinkedHashMap<>();
        for (KernelFigure figure : results.figures()) {
            if (!figure.library().equals("lanes")) {
                providers.put(figure.library() + " " + figure.libraryVersion(), figure.provider());
            }
        }
        return providers;
    }

    private TextTable figures() {
        TextTable table = new TextTable();
        table.line(
                List.of(
                        "encoding",
                        "dims",
                        "access",
                        "op",
                        "library",
                        "backend",
                        "ns/row",
                        "limit",
                        "times the limit",
                        "checks %"));
        // What belongs together was measured together, so the order is that of the run.
        Map<Kernel, List<KernelFigure>> groups =
                results.figures().stream()
                        .collect(
                                Collectors.groupingBy(
                                        KernelFigure::kernel,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        groups.values().stream().flatMap(List::stream).forEach(figure -> line(table, figure));
        return table;
    }

    private static void line(TextTable table, KernelFigure figure) {
        table.line(
                List.of(
                        figure.kernel().encoding(),
                        Integer.toString(figure.kernel().dimension()),
                        figure.kernel().access().label(),
                        figure.kernel().operation().label(),
                        figure.library(),
                        figure.backend(),
                        Figures.format(figure.nsPerOp(), 1),
                        Figures.format(figure.limitNsPerOp(), 1),
                        Figures.format(figure.nsPerOp() / figure.limitNsPerOp(), 2),
                        checks(figure)));
    }

    /// The part of a figure that checks take at most.
    private static String checks(KernelFigure figure) {
        return figure.checksNsPerOp() == 0
                ? "-"
                : Figures.format(100 * figure.checksNsPerOp() / figure.nsPerOp(), 1);
    }
}
