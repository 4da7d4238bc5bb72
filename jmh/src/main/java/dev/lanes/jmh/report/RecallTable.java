package dev.lanes.jmh.report;

import dev.lanes.jmh.recall.RecallFigure;
import dev.lanes.jmh.recall.RecallTask;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalDouble;

/// The results of `recall` for people.
///
/// @param task what was asked
/// @param figures what came out
public record RecallTable(RecallTask task, List<RecallFigure> figures) {
    /// Prints it.
    public void print(PrintWriter out) {
        out.println(
                "%s: %,d rows × %d, %s, k %d, %,d queries; microseconds a search"
                        .formatted(
                                task.base().name(),
                                task.base().size(),
                                task.base().dimension(),
                                task.settings().similarity(),
                                task.k(),
                                task.queries().size()));
        TextTable table = new TextTable();
        table.line(
                List.of(
                        "index",
                        "asked for",
                        "recall",
                        "lanes",
                        "smallest efSearch",
                        "takes",
                        "ratio"));
        for (RecallFigure figure : figures) {
            table.line(
                    List.of(
                            figure.state(),
                            Figures.format(figure.goal(), 2),
                            Figures.format(figure.recall(), 4),
                            Figures.format(figure.micros(), 1),
                            figure.efSearch().isPresent()
                                    ? Figures.format(figure.efSearch().getAsInt(), 0)
                                    : "-",
                            optional(figure.efMicros(), 1),
                            optional(figure.ratio(), 2)));
        }
        table.print(out);
    }

    private static String optional(OptionalDouble value, int digits) {
        return value.isPresent() ? Figures.format(value.getAsDouble(), digits) : "-";
    }
}
