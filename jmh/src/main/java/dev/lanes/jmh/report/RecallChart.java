package dev.lanes.jmh.report;

import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.measure.HnswResult;
import dev.lanes.jmh.measure.HnswTask;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/// A picture of recall against queries a second, a line for each library: what lies above and to
/// the right is better.
public final class RecallChart {
    private static final float LINE = 2;

    private final ChartFile file;

    private RecallChart(ChartFile file) {
        this.file = file;
    }

    /// A picture that will go to a file. That it can be drawn and written is tried at once.
    ///
    /// @throws UsageException when the file cannot be written, or this machine has no fonts
    public static RecallChart to(Path file) {
        return new RecallChart(ChartFile.to(file));
    }

    /// Draws and writes it.
    public void write(HnswTask task, List<HnswResult> results) throws IOException {
        XYChart chart =
                ChartFile.chart(
                        String.format(
                                Locale.ROOT,
                                "%s: %,d rows × %d, %s, one thread",
                                task.base().name(),
                                task.base().size(),
                                task.base().dimension(),
                                task.settings().similarity()),
                        "recall@" + task.k(),
                        "queries a second (logarithmic)");
        style(chart.getStyler());
        List<String> libraries = results.stream().map(HnswResult::library).distinct().toList();
        for (int i = 0; i < libraries.size(); i++) {
            add(chart, libraries.get(i), results, ChartFile.color(i));
        }
        file.write(chart);
    }

    private static void style(XYStyler styler) {
        styler.setYAxisLogarithmic(true);
        styler.setYAxisLogarithmicDecadeOnly(false);
        styler.setXAxisDecimalPattern("0.###");
        styler.setYAxisDecimalPattern("#,###");
        styler.setLegendPosition(LegendPosition.InsideSW);
    }

    private static void add(XYChart chart, String library, List<HnswResult> all, Color color) {
        List<HnswResult> points =
                all.stream()
                        .filter(result -> result.library().equals(library))
                        .sorted(Comparator.comparingDouble(HnswResult::recall))
                        .toList();
        XYSeries series =
                chart.addSeries(
                        library,
                        points.stream().mapToDouble(HnswResult::recall).toArray(),
                        points.stream().mapToDouble(HnswResult::qps).toArray());
        series.setLineColor(color);
        series.setMarkerColor(color);
        series.setLineStyle(new BasicStroke(LINE));
    }
}
