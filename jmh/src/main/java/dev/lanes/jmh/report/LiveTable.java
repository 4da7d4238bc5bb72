package dev.lanes.jmh.report;

import dev.lanes.jmh.live.LiveFigure;
import dev.lanes.jmh.live.LiveTask;
import java.io.PrintWriter;
import java.util.List;

/// The results of `live` for people.
///
/// @param task what was asked
/// @param figures what came out
public record LiveTable(LiveTask task, List<LiveFigure> figures) {
    private static final double LARGE = 100;

    /// Prints it.
    public void print(PrintWriter out) {
        out.println(
                "%s: %,d rows × %d, %s, m %d, efConstruction %d, k %d, efSearch %d"
                        .formatted(
                                task.base().name(),
                                task.base().size(),
                                task.base().dimension(),
                                task.settings().similarity(),
                                task.settings().m(),
                                task.settings().efConstruction(),
                                task.k(),
                                task.efSearch()));
        TextTable table = new TextTable();
        table.line(List.of("measure", "value", "unit"));
        for (LiveFigure figure : figures) {
            int digits = figure.value() >= LARGE ? 0 : 4;
            table.line(
                    List.of(
                            figure.measure(),
                            Figures.format(figure.value(), digits),
                            figure.unit()));
        }
        table.print(out);
    }
}
