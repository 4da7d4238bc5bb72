package dev.lanes.jmh.report;

import dev.lanes.jmh.Settings;
import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.measure.HnswResult;
import dev.lanes.jmh.measure.HnswTask;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/// A picture of recall against queries a second, a line for each library: what lies above and to
/// the right is better.
public final class RecallChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 650;
    private static final float LINE = 2;

    /// Distinct also for most who see few colours.
    private static final List<Color> COLORS =
            List.of(
                    new Color(0xD55E00),
                    new Color(0x0072B2),
                    new Color(0x009E73),
                    new Color(0xCC79A7),
                    new Color(0xE69F00),
                    new Color(0x56B4E9),
                    new Color(0x444444));

    private final OutputFile file;

    private RecallChart(OutputFile file) {
        this.file = file;
    }

    /// A picture that will go to a file. That it can be drawn and written is tried at once.
    ///
    /// @throws UsageException when the file cannot be written, or this machine has no fonts
    public static RecallChart to(Path file) {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new UsageException("--chart must name a .png file but was %s".formatted(file));
        }
        OutputFile output = OutputFile.of("--chart", file);
        Settings.headless();
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                    .getStringBounds("0", new FontRenderContext(null, true, true));
        } catch (LinkageError | InternalError | RuntimeException e) {
            throw new UsageException(
                    "--chart needs fonts: apt-get install -y fontconfig fonts-dejavu-core (%s)"
                            .formatted(e));
        }
        return new RecallChart(output);
    }

    /// Draws and writes it.
    public void write(HnswTask task, List<HnswResult> results) throws IOException {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(
                                String.format(
                                        Locale.ROOT,
                                        "%s: %,d rows × %d, %s, one thread",
                                        task.base().name(),
                                        task.base().size(),
                                        task.base().dimension(),
                                        task.settings().similarity()))
                        .xAxisTitle("recall@" + task.k())
                        .yAxisTitle("queries a second (logarithmic)")
                        .build();
        style(chart.getStyler());
        List<String> libraries = results.stream().map(HnswResult::library).distinct().toList();
        for (int i = 0; i < libraries.size(); i++) {
            add(chart, libraries.get(i), results, COLORS.get(i % COLORS.size()));
        }
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        file.write(out -> ImageIO.write(image, "png", out));
    }

    private static void style(XYStyler styler) {
        styler.setYAxisLogarithmic(true);
        styler.setYAxisLogarithmicDecadeOnly(false);
        styler.setXAxisDecimalPattern("0.###");
        styler.setYAxisDecimalPattern("#,###");
        styler.setLegendPosition(LegendPosition.InsideSW);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setMarkerSize(7);
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
