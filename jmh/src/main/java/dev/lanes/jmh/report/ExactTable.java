package dev.lanes.jmh.report;

import dev.lanes.jmh.exact.ExactFigure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Figures of exact search, a line each, beside those of OpenBLAS.
public final class ExactTable {
    private static final List<String> HEAD =
            List.of("at once", "library", "encoding", "ms", "× OpenBLAS", "recall", "backend");

    private ExactTable() {}

    /// Prints.
    ///
    /// @param figures at least one
    /// @param environment where they were measured
    /// @param out takes the lines
    public static void print(List<ExactFigure> figures, Environment environment, PrintWriter out) {
        ExactFigure any = figures.getFirst();
        out.println(
                String.format(
                        Locale.ROOT,
                        "exact search, %s: %,d rows of dimension %d, k = %d",
                        any.dataset(),
                        any.rows(),
                        any.dimension(),
                        any.k()));
        out.println(environment.machine() + ", " + environment.jdk());
        out.println();
        TextTable table = new TextTable();
        table.line(HEAD);
        for (ExactFigure figure : figures) {
            table.line(
                    List.of(
                            String.valueOf(figure.queries()),
                            figure.library(),
                            figure.encoding(),
                            String.format(Locale.ROOT, "%.2f", figure.millis()),
                            openBlas(figures, figure.queries())
                                    .map(peer -> ratio(peer.millis() / figure.millis()))
                                    .orElse("-"),
                            String.format(Locale.ROOT, "%.4f", figure.recall()),
                            figure.backend()));
        }
        table.print(out);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static Optional<ExactFigure> openBlas(List<ExactFigure> figures, int queries) {
        return figures.stream()
                .filter(figure -> figure.library().equals("openblas"))
                .filter(figure -> figure.queries() == queries)
                .findFirst();
    }
}
