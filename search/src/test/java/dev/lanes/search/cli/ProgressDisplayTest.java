package dev.lanes.search.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressDisplayTest {
    /// Half a second before the first document and a fifth while 1,000 tokens are encoded: their
    /// speed is at most 5,000 a second, and clearly more than it would be over both.
    @ParameterizedTest
    @EnumSource
    void theSpeedIsThatOfTheEncoding(Console.Display display) throws InterruptedException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                new Console(
                        InputStream.nullInputStream(),
                        new Results(OutputStream.nullOutputStream()),
                        new PrintStream(err, true, UTF_8),
                        80,
                        display);
        long opened = System.nanoTime();
        try (ProgressDisplay progress = ProgressDisplay.on(console)) {
            Thread.sleep(500);
            progress.read(1);
            Thread.sleep(200);
            progress.encoded(1, 1, 1000);
        }
        double seconds = (System.nanoTime() - opened) / 1e9;

        Matcher speed = Pattern.compile("([\\d,]+) tokens/s").matcher(err.toString(UTF_8));
        assertThat(speed.find()).as(err.toString(UTF_8)).isTrue();
        assertThat(Double.parseDouble(speed.group(1).replace(",", "")))
                .isLessThanOrEqualTo(5000)
                .isGreaterThan(1.2 * 1000 / seconds);
    }
}
