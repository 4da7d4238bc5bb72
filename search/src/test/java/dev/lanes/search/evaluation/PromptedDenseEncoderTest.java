package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.EncodingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptedDenseEncoderTest {
    @ParameterizedTest
    @CsvSource({
        "MODEL, 'query: ', 'passage: '",
        "NO_QUERY_PREFIX, '', 'passage: '",
        "NONE, '', ''",
        "PASSAGE, 'passage: ', 'passage: '"
    })
    void putsPromptsBeforeTexts(Prompting prompting, String query, String passage) {
        var counting = new CountingEncoder();
        DenseEncoder encoder = PromptedDenseEncoder.of(counting, prompting);
        assertThat(encoder.model().prompts().queryPrefix()).isEqualTo(query);
        assertThat(encoder.model().prompts().passagePrefix()).isEqualTo(passage);
        assertThat(encoder.dimension()).isEqualTo(384);

        assertThat(encoder.encodeQuery("q")).isEqualTo(CountingEncoder.rowOf(query + "q"));
        int[] heard = {0};
        EncodingProgress progress = (texts, tokens) -> heard[0] += texts;
        assertThat(encoder.encodePassages(List.of("a", "b"), progress))
                .isEqualTo(CountingEncoder.rowsOf(passage + "a", passage + "b"));
        assertThat(heard[0]).isEqualTo(2);
        assertThat(encoder.encode("query", List.of("q"))[0])
                .isEqualTo(CountingEncoder.rowOf(query + "q"));
        assertThat(encoder.encode("passage", List.of("q"))[0])
                .isEqualTo(CountingEncoder.rowOf(passage + "q"));
        encoder.close();
        assertThat(counting.closed).isTrue();
    }

    /// Passages without their prompt are other rows than those with it.
    @Test
    void goesWithACache(@TempDir Path folder) throws IOException {
        var counting = new CountingEncoder();
        EncodingIdentity identity =
                EncodingIdentity.of(counting.model(), EncoderSettings.of()).orElseThrow();
        try (EncodingCache cache = EncodingCache.open(folder)) {
            for (Prompting prompting : Prompting.values()) {
                DenseEncoder encoder =
                        cache.dense(PromptedDenseEncoder.of(counting, prompting), identity);
                String prefix = encoder.model().prompts().passagePrefix();
                assertThat(encoder.encodePassages(List.of("a"))[0])
                        .isEqualTo(CountingEncoder.rowOf(prefix + "a"));
            }
        }
        assertThat(counting.asked).containsExactly("passage: a", "a");
    }
}
