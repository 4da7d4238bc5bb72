package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lanes.inference.internal.BareLogits;
import dev.lanes.vector.Pruning;
import dev.lanes.vector.SparseVector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Sparse encoders against arithmetic on all logits of a bare session.
class SparseEncoderTest {
    private static final List<String> TEXTS =
            List.of(
                    "the river flows into the sea",
                    "",
                    "a",
                    "Vitamin D and the risk of fractures in adults over sixty years of age. "
                            .repeat(20),
                    "two words");

    @TempDir private Path folder;

    @Test
    void takesTheLargestLogitOfEachTerm() throws Exception {
        Path model = SharedModels.randomMlm(folder.resolve("m"));
        for (String activation : List.of("none", "log1p", "log1p_twice")) {
            replace(
                    model,
                    "\"activation\": \"[a-z0-9_]*\"",
                    "\"activation\": \"" + activation + "\"");
            // A text a batch: padding changes what this network gives, also in a bare session.
            try (var encoder = SparseEncoder.open(model, EncoderSettings.of().withBatchTokens(1));
                    var bare = new BareLogits(model, 128, "longest_first")) {
                List<SparseVector> vectors = encoder.encodePassages(TEXTS);
                for (int i = 0; i < TEXTS.size(); i++) {
                    assertEqual(
                            vectors.get(i),
                            weights(bare.largest(TEXTS.get(i)), activation),
                            activation + " of text " + i);
                }
                assertThat(encoder.encodeQuery(TEXTS.getFirst()).size())
                        .isEqualTo(vectors.getFirst().size());
            }
        }
    }

    private static float[] weights(float[] logits, String activation) {
        var weights = new float[logits.length];
        for (int term = 999; term < logits.length; term++) {
            double value = Math.max(0, logits[term]);
            double once = Math.log(1 + value);
            weights[term] =
                    (float)
                            switch (activation) {
                                case "none" -> value;
                                case "log1p" -> once;
                                default -> Math.log(1 + once);
                            };
        }
        return weights;
    }

    private static void assertEqual(SparseVector vector, float[] expected, String label) {
        var found = new float[expected.length];
        for (int i = 0; i < vector.size(); i++) {
            found[vector.term(i)] = vector.weight(i);
        }
        for (int term = 0; term < expected.length; term++) {
            double error = Math.abs(found[term] - expected[term]) / Math.max(1, expected[term]);
            // AssertJ compares each with each when one is wrong.
            if (error > 1e-5) {
                assertThat(found[term]).as("%s, term %d", label, term).isEqualTo(expected[term]);
            }
        }
    }

    @Test
    void takesWeightsThatTheNetworkPooled() throws Exception {
        Path model = SharedModels.sparseMini(folder.resolve("m"));
        try (var encoder = SparseEncoder.open(model)) {
            SparseVector vector = encoder.encodeQuery("heart attack");
            int[] terms = heaviest(vector, 2);
            // "heart" and "attack" in BERT's vocabulary.
            assertThat(terms).containsExactlyInAnyOrder(2540, 2886);
            for (int i = 0; i < vector.size(); i++) {
                assertThat(vector.term(i)).isGreaterThanOrEqualTo(999);
            }
        }
        var settings = EncoderSettings.of().withPruning(Pruning.topK(5));
        try (var encoder = SparseEncoder.open(model, settings)) {
            assertThat(encoder.encodeQuery("heart attack").size()).isEqualTo(5);
        }
    }

    private static int[] heaviest(SparseVector vector, int count) {
        SparseVector kept = Pruning.topK(count).keep(vector);
        var terms = new int[kept.size()];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = kept.term(i);
        }
        return terms;
    }

    @Test
    void windowsOfALongTextKeepTheLargestWeights() throws Exception {
        Path model = SharedModels.sparseMini(folder.resolve("m"));
        String text = "the heart of a patient ".repeat(80) + "volcano";
        var settings = EncoderSettings.of();
        try (var truncated = SparseEncoder.open(model, settings);
                var whole =
                        SparseEncoder.open(
                                model, settings.withLongTexts(LongTexts.maxOfWindows(32)))) {
            SparseVector beginning = truncated.encodePassages(List.of(text)).getFirst();
            SparseVector all = whole.encodePassages(List.of(text)).getFirst();
            // "volcano"
            assertThat(weight(beginning, 12779)).isZero();
            assertThat(weight(all, 12779)).isPositive();
            assertThat(whole.encodePassages(List.of("short")))
                    .isEqualTo(truncated.encodePassages(List.of("short")));
        }
    }

    private static float weight(SparseVector vector, int term) {
        for (int i = 0; i < vector.size(); i++) {
            if (vector.term(i) == term) {
                return vector.weight(i);
            }
        }
        return 0;
    }

    @Test
    void docOnlyQueriesHaveTheWeightsOfTheTable() throws Exception {
        Path model = SharedModels.sparseMini(folder.resolve("m"));
        Path weights =
                SharedModels.unzip(
                        "tokenizers/neural-sparse-idf.json.gz", model.resolve("idf.json"));
        List<SparseVector> found = new ArrayList<>();
        try (var queries = SparseQueries.open(model.resolve("tokenizer.json"), weights);
                var encoder = SparseEncoder.open(model)) {
            SparseVector vector = queries.encode("heart attack heart");
            assertThat(vector.size()).isEqualTo(2);
            assertThat(vector.term(0)).isEqualTo(2540);
            assertThat(vector.term(1)).isEqualTo(2886);
            var table = JsonMapper.shared().readTree(Files.readString(weights));
            assertThat(vector.weight(0)).isEqualTo(table.get("heart").floatValue());
            assertThat(vector.weight(1)).isEqualTo(table.get("attack").floatValue());
            assertThat(encoder.encodeQuery("heart attack heart")).isEqualTo(vector);
            assertThat(queries.encode("").size()).isZero();
            found.add(vector);
            queries.close();
            assertThatThrownBy(() -> queries.encode("heart"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("queries by idf.json is closed");
        }
        assertThat(found).hasSize(1);
    }

    @Test
    void oddTexts() throws Exception {
        Path model = SharedModels.sparseMini(folder.resolve("m"));
        Path weights =
                SharedModels.unzip(
                        "tokenizers/neural-sparse-idf.json.gz", model.resolve("idf.json"));
        try (var queries = SparseQueries.open(model.resolve("tokenizer.json"), weights);
                var encoder = SparseEncoder.open(model)) {
            assertThat(encoder.encodePassages(OddTexts.ALL)).hasSameSizeAs(OddTexts.ALL);
            for (String text : OddTexts.ALL) {
                assertThat(encoder.encodeQuery(text)).isNotNull();
                assertThat(queries.encode(text)).isNotNull();
            }
            assertThat(queries.encode("heart \uD800")).isEqualTo(queries.encode("heart \uFFFD"));
            assertThatThrownBy(() -> queries.encode(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("query");
            assertThatThrownBy(() -> encoder.encodeQuery(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("text");
            assertThatThrownBy(() -> encoder.encodePassages(Arrays.asList("a", null)))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("texts[1]");
        }
    }

    @Test
    void closingEndsAStreamUnderWay() throws Exception {
        Path model = SharedModels.sparseMini(folder.resolve("m"));
        SparseEncoder encoder = SparseEncoder.open(model);
        List<String> texts = Collections.nCopies(5_000, "the heart of a patient ".repeat(20));
        var begun = new CountDownLatch(1);
        var end =
                new FutureTask<>(() ->
                        catchThrowable(
                                () -> encoder.encodePassages(texts, (_, _) -> begun.countDown())));
        Thread.ofPlatform().start(end);
        begun.await();
        encoder.close();
        assertThat(end.get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("is closed");
    }

    @Test
    void aModelOfAnotherKindIsAnError() throws Exception {
        Path model = SharedModels.sparseMini(folder.resolve("m"));
        assertThatThrownBy(() -> DenseEncoder.open(model))
                .isInstanceOf(ModelFileException.class)
                .hasMessageEndingWith("expected a model of kind DENSE but found SPARSE");
    }

    private static void replace(Path model, String from, String to) throws Exception {
        Path file = model.resolve("descriptor.json");
        Files.writeString(file, Files.readString(file).replaceFirst(from, to));
    }
}
