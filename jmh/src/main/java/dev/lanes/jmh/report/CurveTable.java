package dev.lanes.jmh.report;

import dev.lanes.jmh.sparse.CurveFigure;
import dev.lanes.jmh.sparse.CurveTask;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Prints what the algorithms take for queries of several lengths: a line for each length.
///
/// @param task what was asked
/// @param figures of this task, by k and length
public record CurveTable(CurveTask task, List<CurveFigure> figures) {
    private record Point(int k, double terms) {}

    /// Copies the list.
    public CurveTable {
        figures = List.copyOf(figures);
    }

    /// Prints the table.
    public void print(PrintWriter out, Environment environment) {
        out.println(
                "%s: %s rows, %s postings; %s queries, one thread, median of %d rounds"
                        .formatted(
                                task.base().name(),
                                Figures.format(task.base().size(), 0),
                                Figures.format(task.base().postings(), 0),
                                Figures.format(task.queries().size(), 0),
                                task.rounds().count()));
        out.println(
                "%s; JDK %s; lanes at %s; CPU µs a query"
                        .formatted(environment.machine(), environment.jdk(), environment.commit()));
        out.println();
        table().print(out);
        out.flush();
    }

    private TextTable table() {
        SequencedMap<Point, List<CurveFigure>> points = new LinkedHashMap<>();
        for (CurveFigure figure : figures) {
            points.computeIfAbsent(new Point(figure.k(), figure.terms()), _ -> new ArrayList<>())
                    .add(figure);
        }
        TextTable table = new TextTable();
        List<String> head = new ArrayList<>(List.of("k", "terms"));
        points.firstEntry().getValue().forEach(figure -> head.add(figure.algorithm()));
        head.addAll(List.of("p99 µs", "exact/exhaustive", "exact/best"));
        table.line(head);
        for (Map.Entry<Point, List<CurveFigure>> point : points.entrySet()) {
            table.line(line(point.getKey(), point.getValue()));
        }
        return table;
    }

    private static List<String> line(Point point, List<CurveFigure> figures) {
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(point.k));
        cells.add(Figures.format(point.terms, 1));
        figures.forEach(figure -> cells.add(Figures.format(figure.processorUs(), 1)));
        double exact = figures.getFirst().processorUs();
        double exhaustive = figures.get(1).processorUs();
        double best =
                figures.stream().skip(1).mapToDouble(CurveFigure::processorUs).min().orElse(exact);
        cells.add(Figures.format(figures.getFirst().p99Us(), 0));
        cells.add(Figures.format(exact / exhaustive, 2));
        cells.add(Figures.format(exact / best, 2));
        return cells;
    }
}
