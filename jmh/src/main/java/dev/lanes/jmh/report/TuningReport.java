package dev.lanes.jmh.report;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.hnsw.RowStorage.FullRows;
import dev.lanes.hnsw.TuningCandidate;
import dev.lanes.hnsw.TuningGoal;
import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.data.Vectors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;

/// What tuning an index has found, as a table and as a picture.
///
/// @param base the rows that were indexed
/// @param goal what was asked for
/// @param candidates what was measured, the best first
public record TuningReport(Vectors base, TuningGoal goal, List<TuningCandidate> candidates) {
    /// A picture that will go to a file.
    public static final class Chart {
        private final ChartFile file;

        private Chart(ChartFile file) {
            this.file = file;
        }

        /// Tries at once that it can be drawn and written.
        ///
        /// @throws UsageException when the file cannot be written, or this machine has no fonts
        public static Chart to(Path file) {
            return new Chart(ChartFile.to(file));
        }
    }

    /// Copies the list.
    public TuningReport {
        candidates = List.copyOf(candidates);
    }

    /// Prints the table.
    public void print(PrintWriter out) {
        out.println(title());
        TextTable table = new TextTable();
        table.line(
                List.of(
                        "m",
                        "efConstruction",
                        "encoding",
                        "efSearch",
                        "recall@" + goal.k(),
                        "µs",
                        "bytes/row",
                        "build s",
                        "goal"));
        for (TuningCandidate candidate : candidates) {
            HnswSettings settings = candidate.settings();
            table.line(
                    List.of(
                            Integer.toString(settings.m()),
                            Integer.toString(settings.efConstruction()),
                            encoding(settings),
                            Integer.toString(candidate.efSearch()),
                            Figures.format(candidate.recall(), 4),
                            Figures.format(candidate.microseconds(), 1),
                            Figures.format(candidate.bytesPerRow(), 0),
                            Figures.format(candidate.buildSeconds(), 1),
                            goal.isMetBy(candidate) ? "met" : "missed"));
        }
        table.print(out);
        out.flush();
    }

    private String title() {
        return String.format(
                Locale.ROOT,
                "%s: %,d rows × %d, %s, recall@%d ≥ %s, one thread",
                base.name(),
                base.size(),
                base.dimension(),
                candidates.getFirst().settings().similarity(),
                goal.k(),
                Figures.format(goal.recall(), 3));
    }

    /// One encoding's name, in one line of progress too.
    public static String encoding(HnswSettings settings) {
        String name = settings.storage().encoding().map(Enum::name).orElse("automatic");
        return settings.storage().fullRows() == FullRows.KEPT ? name : name + " only";
    }

    /// Draws and writes the picture: microseconds against bytes a row of all that reach the recall,
    /// a colour for each encoding; what lies below and to the left is better.
    public void draw(Chart chart) throws IOException {
        XYChart picture =
                ChartFile.chart(title(), "bytes a row", "microseconds a search (logarithmic)");
        picture.getStyler().setYAxisLogarithmic(true);
        picture.getStyler().setYAxisLogarithmicDecadeOnly(false);
        picture.getStyler().setLegendPosition(LegendPosition.InsideNE);
        picture.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        List<TuningCandidate> reached =
                candidates.stream()
                        .filter(candidate -> candidate.recall() >= goal.recall())
                        .toList();
        List<String> encodings =
                reached.stream().map(one -> encoding(one.settings())).distinct().sorted().toList();
        for (int i = 0; i < encodings.size(); i++) {
            String encoding = encodings.get(i);
            List<TuningCandidate> points =
                    reached.stream()
                            .filter(one -> encoding(one.settings()).equals(encoding))
                            .toList();
            XYSeries series =
                    picture.addSeries(
                            encoding,
                            points.stream().mapToDouble(TuningCandidate::bytesPerRow).toArray(),
                            points.stream().mapToDouble(TuningCandidate::microseconds).toArray());
            series.setMarkerColor(ChartFile.color(i));
        }
        chart.file.write(picture);
    }
}
