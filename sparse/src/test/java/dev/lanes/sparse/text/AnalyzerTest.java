package dev.lanes.sparse.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnalyzerTest {
    private static List<String> terms(Analyzer analyzer, String text) {
        return analyzer.tokens(text).stream().map(Token::term).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Diffusion-weighted MRI | diffusion weighted mri",
                "3.5 mg, 1,000 of it | 3.5 mg 1,000 of it",
                "don't www.example.com | don't www.example.com",
                "under_score _ a | under_score a",
                "東京タワー | 東 京 タワー",
                "ひらがな | ひ ら が な",
                "한국어 text | 한국어 text",
                "Æther 😀! | æther 😀",
                "... | ''"
            })
    void breaksAtTheBoundariesOfUnicode(String text, String terms) {
        assertThat(String.join(" ", terms(Analyzer.standard(), text))).isEqualTo(terms);
    }

    @Test
    void countsStopWordsInPositions() {
        assertThat(Analyzer.english().tokens("The cats of the baker's house"))
                .containsExactly(new Token("cat", 1), new Token("baker", 4), new Token("hous", 5));
    }

    @Test
    void cutsLongWordsButNoCharacter() {
        var analyzer = Analyzer.standard().withMaxTokenLength(3);
        assertThat(terms(analyzer, "abcdefgh")).containsExactly("abc", "def", "gh");
        assertThat(terms(analyzer, "ab\uD840\uDC00")).containsExactly("ab", "\uD840\uDC00");
        assertThat(terms(analyzer.withMaxTokenLength(1), "\uD83D\uDE00"))
                .containsExactly("\uD83D\uDE00");
    }

    @Test
    void keepsCapitalsWhenAsked() {
        assertThat(terms(Analyzer.standard().withLetterCase(LetterCase.KEPT), "A bB"))
                .containsExactly("A", "bB");
    }

    @ParameterizedTest
    @CsvSource({
        "GERMAN, Häusern, haus",
        "FRENCH, continuellement, continuel",
        "RUSSIAN, вавиловка, вавиловк",
        "TURKISH, ISLAK, ıslak"
    })
    void stemsAsTheLanguageDoes(Language language, String word, String stem) {
        assertThat(terms(Analyzer.of(language), word)).containsExactly(stem);
    }

    @ParameterizedTest
    @EnumSource
    void hasAStemmerForEachLanguage(Language language) {
        assertThat(terms(Analyzer.of(language), "lanes 123")).hasSize(2);
    }

    @Test
    void leavesOutWhatItIsTold() {
        var analyzer = Analyzer.standard().withStopWords(Set.of("x"));
        assertThat(analyzer.tokens("X y")).containsExactly(new Token("y", 1));
    }

    @Test
    void refusesOtherLengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Analyzer.standard().withMaxTokenLength(0))
                .withMessage("maximum token length must be in 1..16383 but was 0");
    }
}
