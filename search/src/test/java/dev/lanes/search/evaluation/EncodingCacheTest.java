package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.Models;
import dev.lanes.inference.SparseEncoder;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodingCacheTest {
    private static final EncoderSettings SETTINGS = EncoderSettings.of();

    @TempDir private Path folder;

    private static EncodingIdentity identity() {
        return EncodingIdentity.of(Models.named("e5-small-v2"), SETTINGS).orElseThrow();
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text " + i).toList();
    }

    /// As the model's prefix makes them.
    private static float[][] expected(List<String> texts) {
        return CountingEncoder.rowsOf(
                texts.stream().map(text -> "passage: " + text).toArray(String[]::new));
    }

    @Test
    void encodesATextOnce() throws IOException {
        var encoder = new CountingEncoder();
        List<String> heard = new ArrayList<>();
        EncodingProgress progress = (texts, tokens) -> heard.add(texts + " " + tokens);
        try (EncodingCache cache = EncodingCache.open(folder)) {
            DenseEncoder cached = cache.dense(encoder, identity());
            assertThat(cached.encodePassages(List.of("a", "b", "a"), progress))
                    .isEqualTo(expected(List.of("a", "b", "a")));
            assertThat(encoder.asked).containsExactly("passage: a", "passage: b");
        }
        encoder.asked.clear();
        try (EncodingCache cache = EncodingCache.open(folder)) {
            DenseEncoder cached = cache.dense(encoder, identity());
            assertThat(cached.encodePassages(List.of("c", "b", "a", "c"), progress))
                    .isEqualTo(expected(List.of("c", "b", "a", "c")));
            assertThat(encoder.asked).containsExactly("passage: c");
            float[][] rows = cached.encodePassages(List.of("c", "c"));
            assertThat(rows[0]).isNotSameAs(rows[1]);
            cached.close();
        }
        assertThat(encoder.closed).isTrue();
        assertThat(heard).containsExactly("1 0", "2 7", "3 0", "1 7");
    }

    @Test
    void keepsModelsSettingsAndPromptsApart() throws IOException {
        var encoder = new CountingEncoder();
        ModelDescriptor model = encoder.model();
        try (EncodingCache cache = EncodingCache.open(folder)) {
            cache.dense(encoder, identity()).encodePassages(List.of("a"));
            encoder.asked.clear();
            cache.dense(encoder, identity()).encode("passage", List.of("a"));
            assertThat(encoder.asked).isEmpty();
            cache.dense(encoder, identity()).encode("query", List.of("a"));
            cache.dense(
                            encoder,
                            EncodingIdentity.of(model, SETTINGS.withMaxTokens(64)).orElseThrow())
                    .encodePassages(List.of("a"));
            cache.dense(
                            encoder,
                            EncodingIdentity.of(Models.named("all-MiniLM-L6-v2"), SETTINGS)
                                    .orElseThrow())
                    .encodePassages(List.of("a"));
            Path network = Files.writeString(folder.resolve("model.onnx"), "another network");
            cache.dense(encoder, EncodingIdentity.of(model, SETTINGS, network))
                    .encodePassages(List.of("a"));
            assertThat(encoder.asked)
                    .containsExactly("query: a", "passage: a", "passage: a", "passage: a");
            // More threads change no row, nor does a limit above the model's.
            encoder.asked.clear();
            cache.dense(
                            encoder,
                            EncodingIdentity.of(model, SETTINGS.withThreads(1).withMaxTokens(9999))
                                    .orElseThrow())
                    .encodePassages(List.of("a"));
            assertThat(encoder.asked).isEmpty();
        }
    }

    @Test
    void neverCachesQueries() throws IOException {
        var encoder = new CountingEncoder();
        try (EncodingCache cache = EncodingCache.open(folder)) {
            DenseEncoder cached = cache.dense(encoder, identity());
            cached.encodeQuery("a");
            cached.encodeQuery("a");
        }
        assertThat(encoder.asked).containsExactly("query: a", "query: a");
    }

    @Test
    void keepsSparseRows() throws IOException {
        int[] calls = {0};
        SparseEncoder encoder =
                new SparseEncoder() {
                    @Override
                    public ModelDescriptor model() {
                        return Models.named("e5-small-v2");
                    }

                    @Override
                    public SparseVector encodeQuery(String text) {
                        return encodePassages(List.of(text)).getFirst();
                    }

                    @Override
                    public List<SparseVector> encodePassages(
                            List<String> texts, EncodingProgress progress) {
                        calls[0] += texts.size();
                        return texts.stream().map(EncodingCacheTest::sparse).toList();
                    }

                    @Override
                    public void close() {}
                };
        List<String> texts = List.of("", "a", "three words here");
        for (int run = 0; run < 2; run++) {
            try (EncodingCache cache = EncodingCache.open(folder)) {
                assertThat(cache.sparse(encoder, identity()).encodePassages(texts))
                        .isEqualTo(texts.stream().map(EncodingCacheTest::sparse).toList());
            }
        }
        assertThat(calls[0]).isEqualTo(3);
    }

    private static SparseVector sparse(String text) {
        int[] terms = IntStream.range(0, text.length()).map(i -> 3 * i + 1).toArray();
        var weights = new float[terms.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = text.charAt(i) / 7f;
        }
        return SparseVector.of(terms, weights);
    }

    @Test
    void canBeEmptied() throws IOException {
        var encoder = new CountingEncoder();
        Path other = Files.writeString(folder.resolve("notes.txt"), "not ours");
        try (EncodingCache cache = EncodingCache.open(folder)) {
            DenseEncoder cached = cache.dense(encoder, identity());
            cached.encodePassages(texts(3000));
            assertThat(cache.bytes()).isGreaterThan(3000 * 384 * 4);
            cache.clear();
            assertThat(cache.bytes()).isZero();
            assertThat(other).exists();
            encoder.asked.clear();
            assertThat(cached.encodePassages(texts(2))).isEqualTo(expected(texts(2)));
            assertThat(encoder.asked).hasSize(2);
        }
    }

    /// Whatever becomes of the file, the rows are the right ones.
    @Test
    void neverGivesAWrongRow() throws IOException {
        List<String> texts = texts(60);
        try (EncodingCache cache = EncodingCache.open(folder)) {
            cache.dense(new CountingEncoder(), identity()).encodePassages(texts);
        }
        Path file;
        try (var files = Files.list(folder)) {
            file =
                    files.filter(path -> path.toString().endsWith(".encodings"))
                            .findFirst()
                            .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        int again = 0;
        for (int round = 0; round < 60; round++) {
            byte[] damaged = whole.clone();
            switch (round % 3) {
                case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
                case 1 ->
                        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                default -> {
                    int from = random.nextInt(damaged.length);
                    int to = Math.min(damaged.length, from + 20_000);
                    for (int i = from; i < to; i++) {
                        damaged[i] = (byte) random.nextInt();
                    }
                }
            }
            Files.write(file, damaged);
            var encoder = new CountingEncoder();
            for (int run = 0; run < 2; run++) {
                try (EncodingCache cache = EncodingCache.open(folder)) {
                    assertThat(cache.dense(encoder, identity()).encodePassages(texts))
                            .as("round %d, seed %d", round, seed)
                            .isEqualTo(expected(texts));
                }
                again += run == 0 ? encoder.asked.size() : 0;
            }
        }
        assertThat(again).as("seed %d", seed).isPositive();
    }

    @Test
    void saysThatItIsClosed() throws IOException {
        EncodingCache cache = EncodingCache.open(folder);
        DenseEncoder cached = cache.dense(new CountingEncoder(), identity());
        cache.close();
        cache.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> cached.encodePassages(List.of("a")))
                .withMessage("the encoding cache " + folder + " is closed");
    }
}
