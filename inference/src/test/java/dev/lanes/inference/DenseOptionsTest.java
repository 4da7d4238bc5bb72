package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.kernels.Encoding;
import dev.lanes.memory.OffHeap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What settings change, and what streams promise, on a model whose vectors can be worked out by
/// hand.
class DenseOptionsTest {
    private static final long SEED = Long.getLong("lanes.test.seed", 7);
    private static final List<String> WORDS = List.of("one", "two", "three", "four");

    @TempDir private Path folder;

    @BeforeEach
    void write() throws Exception {
        TinyModel.write(folder, TinyModel.descriptor("mean", "false"));
    }

    private static List<String> texts(int count) {
        var random = new Random(SEED);
        return IntStream.range(0, count)
                .mapToObj(_ ->
                        String.join(
                                " ",
                                Stream.generate(() -> WORDS.get(random.nextInt(4)))
                                        .limit(1 + random.nextInt(6))
                                        .toList()))
                .toList();
    }

    private static float mean(String text) {
        return (float)
                Arrays.stream(text.split(" "))
                        .mapToInt(word -> WORDS.indexOf(word) + 1)
                        .average()
                        .orElseThrow();
    }

    @Test
    void aStreamKeepsTheOrderWhateverTheThreads() {
        List<String> texts = texts(20_000);
        for (int threads : List.of(1, 2, 8, 12)) {
            var settings = EncoderSettings.of().withThreads(threads).withBatchTokens(64);
            List<Float> found = new ArrayList<>();
            var heard = new AtomicLong();
            try (var encoder = DenseEncoder.open(folder, settings)) {
                encoder.encodeAll(
                        texts.iterator(),
                        row -> found.add(row[0]),
                        (count, _) -> heard.addAndGet(count));
            }
            assertThat(heard).hasValue(20_000);
            assertThat(found).hasSize(20_000);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(found.get(i))
                        .as("text %d of seed %d, %d threads", i, SEED, threads)
                        .isEqualTo(mean(texts.get(i)));
            }
        }
    }

    @Test
    void aStreamIsReadNoFartherThanTwoWindowsAhead() {
        var given = new AtomicLong();
        var taken = new AtomicLong();
        Iterator<String> texts =
                Stream.generate(() -> "two")
                        .limit(50_000)
                        .peek(_ -> given.incrementAndGet())
                        .iterator();
        try (var encoder = DenseEncoder.open(folder)) {
            encoder.encodeAll(
                    texts,
                    _ -> assertThat(given.get() - taken.getAndIncrement()).isLessThan(5000),
                    EncodingProgress.NONE);
        }
        assertThat(taken).hasValue(50_000);
    }

    @Test
    void anExceptionFromAStreamEndsIt() {
        try (var encoder = DenseEncoder.open(folder)) {
            Iterator<String> texts =
                    Stream.iterate(0, i -> i + 1).map(i -> i < 3000 ? "two" : null).iterator();
            assertThatThrownBy(() -> encoder.encodeAll(texts, _ -> {}, EncodingProgress.NONE))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("texts[3000]");
            assertThatThrownBy(() ->
                            encoder.encodeAll(
                                    texts(9000).iterator(),
                                    _ -> {
                                        throw new IllegalStateException("disk is full");
                                    },
                                    EncodingProgress.NONE))
                    .hasMessage("disk is full");
            assertThat(encoder.encodePassages(List.of("two"))[0]).containsExactly(2, 1);
        }
    }

    @Test
    void linesOfAFile() throws Exception {
        Path file = folder.resolve("lines.txt");
        Files.write(file, texts(100));
        List<Float> found = new ArrayList<>();
        try (var encoder = DenseEncoder.open(folder)) {
            encoder.encodeLines(file, row -> found.add(row[0]), EncodingProgress.NONE);
        }
        assertThat(found).isEqualTo(texts(100).stream().map(DenseOptionsTest::mean).toList());
    }

    @Test
    void rowsOutsideTheHeap() {
        List<String> texts = texts(5000);
        try (var encoder = DenseEncoder.open(folder);
                var memory = OffHeap.forOwner("test")) {
            for (Encoding encoding : Encoding.values()) {
                var rows = encoder.encodeAll(texts.iterator(), encoding, memory);
                assertThat(rows.codec().encoding()).isEqualTo(encoding);
                assertThat(rows.size()).isEqualTo(5000);
                for (int i = 0; i < 5000 && encoding != Encoding.BINARY; i += 7) {
                    assertThat(rows.row(i)[0])
                            .as("text %d of seed %d as %s", i, SEED, encoding)
                            .isEqualTo(
                                    mean(texts.get(i)),
                                    within(encoding == Encoding.INT4 ? .11f : .02f));
                }
            }
            assertThatThrownBy(() ->
                            encoder.encodeAll(List.<String>of().iterator(), Encoding.INT8, memory))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("sample for INT8 must have at least 1 row but had 0");
        }
    }

    @Test
    void vectorsAreCutAndScaledAgain() throws Exception {
        TinyModel.write(folder, TinyModel.descriptor("mean", "true"));
        var settings = EncoderSettings.of().withDimension(1);
        try (var encoder = DenseEncoder.open(folder, settings)) {
            assertThat(encoder.dimension()).isEqualTo(1);
            assertThat(encoder.encodePassages(List.of("three"))[0]).containsExactly(1);
        }
        assertThatThrownBy(() -> DenseEncoder.open(folder, settings.withDimension(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dimension must be in 1..2 for model tiny but was 3");
    }

    /// Six tokens a window, two of them shared: 1 1 1 1 2 2, 2 2 4 4 4 4, 4 4 4.
    @Test
    void longTextsInWindows() {
        String text = "one one one one two two four four four four four";
        float[] expected = {(8 / 6f + 20 / 6f + 4) / 3, 1};
        var settings = EncoderSettings.of();
        try (var mean =
                        DenseEncoder.open(
                                folder, settings.withLongTexts(LongTexts.meanOfWindows(2)));
                var max =
                        DenseEncoder.open(
                                folder, settings.withLongTexts(LongTexts.maxOfWindows(2)));
                var cut = DenseEncoder.open(folder, settings.withMaxTokens(4))) {
            assertThat(mean.encodePassages(List.of(text, "two"))[0])
                    .containsExactly(expected, within(1e-6f));
            assertThat(max.encodePassages(List.of(text))[0]).containsExactly(4, 1);
            assertThat(mean.encodePassages(List.of("two"))[0]).containsExactly(2, 1);
            assertThat(mean.encodeQuery(text)[1]).isEqualTo(1);
            assertThat(cut.encodePassages(List.of(text))[0]).containsExactly(1, 1);
        }
    }

    @Test
    void progressCountsATextInWindowsOnce() {
        var settings = EncoderSettings.of().withLongTexts(LongTexts.meanOfWindows(0));
        long[] heard = new long[2];
        try (var encoder = DenseEncoder.open(folder, settings)) {
            encoder.encodePassages(
                    List.of("one ".repeat(20), "two"),
                    (count, tokens) -> {
                        heard[0] += count;
                        heard[1] += tokens;
                    });
        }
        assertThat(heard).containsExactly(2, 21);
    }

    @Test
    void promptsByName() throws Exception {
        String descriptor = TinyModel.descriptor("mean", "false").strip();
        TinyModel.write(
                folder,
                descriptor.substring(0, descriptor.length() - 1)
                        + ", \"prompts\": {\"clustering\": \"three \"}}");
        try (var encoder = DenseEncoder.open(folder)) {
            assertThat(encoder.encode("clustering", List.of("one"))[0]).containsExactly(2, 1);
            assertThat(encoder.encode("query", List.of("two"))[0]).containsExactly(3, 1);
            assertThat(encoder.encode("passage", List.of("two"))[0]).containsExactly(2, 1);
            assertThat(encoder.encode("none", List.of("one"))[0]).containsExactly(1, 1);
            assertThatThrownBy(() -> encoder.encode("title", List.of("two")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("clustering")
                    .hasMessageContaining("\"title\"");
        }
    }
}
