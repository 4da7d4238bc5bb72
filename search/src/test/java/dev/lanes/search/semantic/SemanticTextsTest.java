package dev.lanes.search.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.inference.DenseEncoder;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Texts give what their rows give.
class SemanticTextsTest {
    private static final List<String> TEXTS =
            List.of(
                    "The kettle boils.",
                    "A parliament of owls",
                    "The water in the kettle is boiling.",
                    "Owls gather in a group.");

    private static DenseEncoder encoder;

    @BeforeAll
    static void open() {
        encoder = DenseEncoder.open("all-MiniLM-L6-v2");
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @Test
    void textsGiveWhatTheirRowsGive() {
        var rows = encoder.encodePassages(TEXTS);
        float[][] query = {encoder.encodeQuery("tea")};
        assertThat(SemanticSearch.search(List.of("tea"), TEXTS, encoder, SemanticSettings.of(3)))
                .isEqualTo(SemanticSearch.search(query, rows, 3));
        var mining = ParaphraseSettings.of();
        assertThat(SemanticSearch.paraphraseMining(TEXTS, encoder, mining))
                .isEqualTo(SemanticSearch.paraphraseMining(rows, mining))
                .hasSize(6);
        var communities = CommunitySettings.of(.5f, 2);
        assertThat(SemanticSearch.communityDetection(TEXTS, encoder, communities))
                .isEqualTo(SemanticSearch.communityDetection(rows, communities))
                .hasSize(2);
    }

    @Test
    void noTextsGiveNothing() {
        var settings = SemanticSettings.of(3);
        assertThat(SemanticSearch.search(List.of("tea"), List.of(), encoder, settings))
                .containsExactly(List.of());
        assertThat(SemanticSearch.search(List.of(), TEXTS, encoder, settings)).isEmpty();
        assertThat(SemanticSearch.paraphraseMining(List.of(), encoder, ParaphraseSettings.of()))
                .isEmpty();
    }

    @Test
    void encodingIsCancelledToo() {
        var asked = new AtomicInteger();
        var execution = Execution.alone().withCancellation(() -> asked.incrementAndGet() > 0);
        var settings = ParaphraseSettings.of().with(execution);
        assertThatThrownBy(() -> SemanticSearch.paraphraseMining(TEXTS, encoder, settings))
                .isInstanceOf(CancellationException.class)
                .hasMessage("cancelled when 0 of 0 comparisons were done");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aClosedEncoderIsSaidSo() {
        var own = DenseEncoder.open("all-MiniLM-L6-v2");
        own.close();
        assertThatThrownBy(
                        () -> SemanticSearch.paraphraseMining(TEXTS, own, ParaphraseSettings.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
