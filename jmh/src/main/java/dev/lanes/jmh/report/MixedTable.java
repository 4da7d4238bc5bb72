package dev.lanes.jmh.report;

import dev.lanes.jmh.kernels.MixedFigure;
import java.io.PrintWriter;
import java.util.List;

/// Prints what other kernels in the same process cost a kernel.
public final class MixedTable {
    private final List<MixedFigure> figures;

    /// @param figures at least one
    public MixedTable(List<MixedFigure> figures) {
        this.figures = List.copyOf(figures);
    }

    /// Prints the table.
    public void print(PrintWriter out, Environment environment) {
        out.println(
                "ns a row from the cache, alone in a process and among other dimensions, operations"
                        + " and encodings; %d processes of each"
                                .formatted(figures.getFirst().forks()));
        out.println(
                "%s; JDK %s; lanes at %s"
                        .formatted(environment.machine(), environment.jdk(), environment.commit()));
        out.println();
        TextTable table = new TextTable();
        table.line(
                List.of(
                        "kernel",
                        "library",
                        "backend",
                        "alone",
                        "mixed",
                        "worst",
                        "mixed/alone",
                        "worst/alone"));
        for (MixedFigure figure : figures) {
            table.line(
                    List.of(
                            figure.kernel().label(),
                            figure.library(),
                            figure.backend(),
                            Figures.format(figure.aloneNs(), 1),
                            Figures.format(figure.mixedNs(), 1),
                            Figures.format(figure.worstMixedNs(), 1),
                            Figures.format(figure.ratio(), 2),
                            Figures.format(figure.worstRatio(), 2)));
        }
        table.print(out);
        out.flush();
    }
}
