package dev.lanes.jmh.report;

import dev.lanes.jmh.filters.FilterFigure;
import dev.lanes.jmh.filters.FilterTask;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The results of `filters` for people.
///
/// @param task what was asked
/// @param figures what came out
public record FilterTable(FilterTask task, List<FilterFigure> figures) {
    /// Prints it.
    public void print(PrintWriter out) {
        out.println(
                "%s: %,d rows × %d, %s, k %d, recall %s; microseconds a search"
                        .formatted(
                                task.base().name(),
                                task.base().size(),
                                task.base().dimension(),
                                task.settings().similarity(),
                                task.goal().k(),
                                task.goal().recall()));
        TextTable table = new TextTable();
        table.line(
                List.of(
                        "filter",
                        "passing %",
                        "regime",
                        "recall",
                        "lanes",
                        "exact",
                        "on codes",
                        "their recall",
                        "post-filter",
                        "its efSearch",
                        "its recall",
                        "lanes/best"));
        figures.forEach(figure -> table.line(line(figure)));
        table.print(out);
    }

    private static String other(
            FilterFigure figure, ToDoubleFunction<FilterFigure.PostFiltered> value, int digits) {
        return figure.postFilter()
                .map(other -> Figures.format(value.applyAsDouble(other), digits))
                .orElse("-");
    }

    private List<String> line(FilterFigure figure) {
        return List.of(
                figure.filter(),
                Figures.format(figure.percent(), 1),
                figure.regime().toLowerCase(Locale.ROOT),
                Figures.format(figure.ours().recall(), 4),
                Figures.format(figure.ours().micros(), 1),
                Figures.format(figure.exactMicros(), 1),
                Figures.format(figure.codes().micros(), 1),
                Figures.format(figure.codes().recall(), 4),
                other(figure, other -> other.result().micros(), 1),
                other(figure, FilterFigure.PostFiltered::efSearch, 0),
                other(figure, other -> other.result().recall(), 4),
                Figures.format(figure.ratio(task.goal().recall()), 2));
    }
}
