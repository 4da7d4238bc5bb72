package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.inference.internal.BareSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each known model against a bare session that runs one text at a time.
class BareSessionTest {
    private static final long SEED = Long.getLong("lanes.test.seed", 20);
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "The Nile flows into the Mediterranean.",
                    "river",
                    "Emoji \uD83D\uDE00\uD83C\uDDF3\uD83C\uDDF1 and 中文字符, עברית, naïve Ωmega.",
                    "control \u0000 \u0007 \u200D characters\r\n\there",
                    "e\u0301 against \u00E9",
                    "word ".repeat(140) + "far behind",
                    "Long passages are cut where the model ends. ".repeat(120),
                    // Longer than a word may be: one token each, so a long text has few of them.
                    ("x".repeat(150) + " ").repeat(200) + "river",
                    "glued".repeat(2_000),
                    "中".repeat(20_000),
                    "a text of a megabyte, ".repeat(50_000));

    @ParameterizedTest
    @ValueSource(strings = {"all-MiniLM-L6-v2", "e5-small-v2"})
    void batchEqualsOneByOne(String name) throws Exception {
        ModelDescriptor model = Models.named(name);
        List<String> texts = new ArrayList<>(TEXTS);
        Collections.shuffle(texts, new Random(SEED));
        try (var encoder = DenseEncoder.open(name);
                var bare = new BareSession(model)) {
            float[][] rows = encoder.encodePassages(texts);
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i);
                String label = text.substring(0, Math.min(40, text.length())) + ", seed " + SEED;
                float[] passage = bare.encode(model.prompts().passagePrefix() + text);
                assertThat(rows[i]).as(label).containsExactly(passage, within(1e-5f));
            }
            assertThat(encoder.encodeQuery("Where does the Nile end?"))
                    .containsExactly(
                            bare.encode(model.prompts().queryPrefix() + "Where does the Nile end?"),
                            within(1e-5f));
        }
    }
}
