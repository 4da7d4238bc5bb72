package dev.lanes.jmh.report;

import dev.lanes.jmh.kernels.Access;
import dev.lanes.jmh.kernels.Kernel;
import dev.lanes.jmh.kernels.KernelFigure;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How many times as fast our backends are as the best that Lucene has for rows at random places.
final class KernelRatios {
    private final Map<Kernel, List<KernelFigure>> groups;

    KernelRatios(List<KernelFigure> figures) {
        groups =
                figures.stream()
                        .filter(figure -> figure.kernel().access() == Access.RANDOM)
                        .collect(
                                Collectors.groupingBy(
                                        KernelFigure::kernel,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
    }

    /// Prints nothing where Lucene was not measured.
    void print(PrintWriter out) {
        TextTable table = new TextTable();
        table.line(List.of("random rows", "lucene's best", "ns/row", "lanes", "times as fast"));
        groups.forEach((kernel, group) ->
                best(group)
                        .ifPresent(best ->
                                group.stream()
                                        .filter(figure -> isOurs(figure))
                                        .forEach(ours -> line(table, best, ours))));
        if (table.hasLines()) {
            table.print(out);
        }
    }

    private static Optional<KernelFigure> best(List<KernelFigure> group) {
        return group.stream()
                .filter(figure -> figure.library().equals("lucene"))
                .min(Comparator.comparingDouble(KernelFigure::nsPerOp));
    }

    private static boolean isOurs(KernelFigure figure) {
        return figure.library().equals("lanes");
    }

    private static void line(TextTable table, KernelFigure best, KernelFigure ours) {
        Kernel kernel = ours.kernel();
        table.line(
                List.of(
                        "%s %d %s"
                                .formatted(
                                        kernel.encoding(),
                                        kernel.dimension(),
                                        kernel.operation().label()),
                        best.backend(),
                        Figures.format(best.nsPerOp(), 1),
                        ours.backend(),
                        Figures.format(best.nsPerOp() / ours.nsPerOp(), 2)));
    }
}
