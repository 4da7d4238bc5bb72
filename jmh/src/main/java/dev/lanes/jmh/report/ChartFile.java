package dev.lanes.jmh.report;

import dev.lanes.jmh.Settings;
import dev.lanes.jmh.UsageException;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/// A picture in a PNG file: what all charts have in common.
final class ChartFile {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 650;

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

    private ChartFile(OutputFile file) {
        this.file = file;
    }

    /// A picture that will go to a file. That it can be drawn and written is tried at once.
    ///
    /// @throws UsageException when the file cannot be written, or this machine has no fonts
    static ChartFile to(Path file) {
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
        return new ChartFile(output);
    }

    static Color color(int series) {
        return COLORS.get(series % COLORS.size());
    }

    static XYChart chart(String title, String x, String y) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title)
                        .xAxisTitle(x)
                        .yAxisTitle(y)
                        .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setMarkerSize(7);
        return chart;
    }

    void write(XYChart chart) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        file.write(out -> ImageIO.write(image, "png", out));
    }
}
