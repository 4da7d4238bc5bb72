package dev.lanes.jmh.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lanes.jmh.SharedData;
import dev.lanes.search.JsonLines;
import dev.lanes.sparse.text.Analyzer;
import dev.lanes.sparse.text.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Our analyzers give the terms of Lucene's, at the same positions.
class AnalyzerBesideLuceneTest {
    private static final int RANDOM_TEXTS = 20_000;

    /// Letters, marks, digits, punctuation and emojis of many scripts, dense in what rules are
    /// about.
    private static final String ALPHABET =
            "abcdXYZ019 \t.,:;'\"_-/@#*\u00b7\u2019\u2018\u2024\u00ad\u200b\u0301äßÉ"
                    + "\u0391\u03c2\u0436\u05f3\u05f4\u0627\u0628\u0660\u066c\u060c"
                    + "\u0e01\u0e32\u0e33\u1000\u30a2\u30fc\u3042\u4e2d\u6587\uac00\u1100\uff21"
                    + "\uff11\uff0e\u2160\u24d0\u0915\u093e\u094d\u00b2\u00bd\u2082\u20ac\u00a9\u2122"
                    + "\ud83d\ude00\ud83d\udc4d\ud840\udc00";

    @ParameterizedTest
    @CsvSource({"scifact, text", "movies, overview"})
    void givesTheTermsOfLuceneOnRealTexts(String name, String field) throws IOException {
        Optional<Path> folder = SharedData.folder(name);
        assumeThat(folder).as(SharedData.HOW_TO_GIVE).isPresent();
        List<String> texts = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(folder.get().resolve("corpus.jsonl.gz"))) {
            lines.forEach(line ->
                    Stream.of("title", field).forEach(key -> line.text(key).ifPresent(texts::add)));
        }
        for (String text : texts) {
            assertThat(Analyzer.standard().tokens(text)).as(text).isEqualTo(standard(text));
            assertThat(Analyzer.english().tokens(text)).as(text).isEqualTo(english(text));
        }
    }

    @Test
    void givesTheTermsOfLuceneOnRandomTexts() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int[] alphabet = ALPHABET.codePoints().toArray();
        for (int i = 0; i < RANDOM_TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(12); left >= 0; left--) {
                text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            assertThat(Analyzer.standard().tokens(text.toString()))
                    .as("seed %d, %s", seed, escaped(text))
                    .isEqualTo(standard(text.toString()));
        }
    }

    private static String escaped(CharSequence text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> escaped.append("U+%04X ".formatted(c)));
        return escaped.toString();
    }

    @Test
    void cutsLongWordsAsLuceneDoes() {
        String text = "ab " + "x".repeat(600) + " cd";
        assertThat(Analyzer.standard().tokens(text)).isEqualTo(standard(text));
    }

    private static List<Token> standard(String text) {
        try (StandardAnalyzer analyzer = new StandardAnalyzer()) {
            return tokens(analyzer, text);
        }
    }

    private static List<Token> english(String text) {
        try (EnglishAnalyzer analyzer = new EnglishAnalyzer()) {
            return tokens(analyzer, text);
        }
    }

    private static List<Token> tokens(org.apache.lucene.analysis.Analyzer analyzer, String text) {
        List<Token> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
            int position = -1;
            stream.reset();
            while (stream.incrementToken()) {
                position += step.getPositionIncrement();
                tokens.add(new Token(term.toString(), position));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tokens;
    }
}
