package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.inference.internal.BareLogits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cross-encoders against a bare session.
class CrossEncoderTest {
    private static final String QUERY = "mafia boss and his family";
    private static final List<String> PASSAGES =
            List.of(
                    "A cooking show for children.",
                    "The Godfather. The aging patriarch of an organized crime dynasty transfers"
                            + " control of his empire to his reluctant son.",
                    "",
                    "A long one about trains and nothing else. ".repeat(200),
                    "Finding Nemo. A clownfish looks for his son.");

    @TempDir private Path folder;

    @Test
    void scoresComeInTheOrderOfThePassages() throws Exception {
        Path model = SharedModels.rerankMini(folder.resolve("m"), "sigmoid");
        try (var encoder = CrossEncoder.open(model);
                var bare = new BareLogits(model, 512, "only_second")) {
            float[] scores = encoder.scores(QUERY, PASSAGES);
            for (int i = 0; i < scores.length; i++) {
                double logit = bare.pair(QUERY, PASSAGES.get(i))[0];
                assertThat(scores[i])
                        .as("passage %d", i)
                        .isEqualTo((float) (1 / (1 + Math.exp(-logit))), within(1e-5f));
            }
            assertThat(scores[1]).isGreaterThan(scores[0]).isGreaterThan(scores[4]);
            assertThat(encoder.scores(QUERY, List.of())).isEmpty();
        }
    }

    @Test
    void rawScoresAreLogits() throws Exception {
        Path model = SharedModels.rerankMini(folder.resolve("m"), "none");
        var settings = EncoderSettings.of().withMaxTokens(40);
        try (var encoder = CrossEncoder.open(model, settings);
                var bare = new BareLogits(model, 40, "only_second")) {
            float[] scores = encoder.scores(QUERY, PASSAGES);
            for (int i = 0; i < scores.length; i++) {
                assertThat(scores[i])
                        .as("passage %d", i)
                        .isEqualTo(bare.pair(QUERY, PASSAGES.get(i))[0], within(1e-4f));
            }
        }
    }

    @Test
    void anExceptionFromTheProgressCancels() throws Exception {
        Path model = SharedModels.rerankMini(folder.resolve("m"), "none");
        List<String> passages =
                new ArrayList<>(Collections.nCopies(200, "a passage of some length ".repeat(30)));
        List<Integer> heard = new ArrayList<>();
        try (var encoder = CrossEncoder.open(model)) {
            assertThatThrownBy(() ->
                            encoder.scores(
                                    QUERY,
                                    passages,
                                    (count, _) -> {
                                        heard.add(count);
                                        throw new IllegalStateException("time is up");
                                    }))
                    .hasMessage("time is up");
            assertThat(heard).hasSize(1);
            assertThat(encoder.scores(QUERY, List.of("a"))).hasSize(1);
        }
    }

    @Test
    void oddTexts() throws Exception {
        Path model = SharedModels.rerankMini(folder.resolve("m"), "sigmoid");
        try (var encoder = CrossEncoder.open(model)) {
            for (String query : OddTexts.ALL) {
                for (float score : encoder.scores(query, OddTexts.ALL)) {
                    assertThat(score).isBetween(0f, 1f);
                }
            }
            assertThatThrownBy(() -> encoder.scores(null, PASSAGES))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("query");
            assertThatThrownBy(() -> encoder.scores(QUERY, null))
                    .isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> encoder.scores(QUERY, Arrays.asList("a", null)))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageEndingWith("[1]");
        }
    }

    @Test
    void closingEndsACallUnderWay() throws Exception {
        Path model = SharedModels.rerankMini(folder.resolve("m"), "none");
        CrossEncoder encoder = CrossEncoder.open(model);
        List<String> passages = Collections.nCopies(5_000, "a passage of a length ".repeat(20));
        var begun = new CountDownLatch(1);
        var end =
                new FutureTask<>(() ->
                        catchThrowable(() ->
                                encoder.scores(QUERY, passages, (_, _) -> begun.countDown())));
        Thread.ofPlatform().start(end);
        begun.await();
        encoder.close();
        assertThat(end.get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("is closed");
    }

    @Test
    void windowsAreRefused() throws Exception {
        Path model = SharedModels.rerankMini(folder.resolve("m"), "none");
        var settings = EncoderSettings.of().withLongTexts(LongTexts.maxOfWindows(8));
        assertThatThrownBy(() -> CrossEncoder.open(model, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "long texts of a cross-encoder must be truncated but were to be"
                                + " MAX_OF_WINDOWS");
    }
}
