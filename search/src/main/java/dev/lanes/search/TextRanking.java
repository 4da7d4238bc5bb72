package dev.lanes.search;

import dev.lanes.sparse.text.Analyzer;
import dev.lanes.sparse.text.Language;
import dev.lanes.sparse.text.TextSettings;
import java.util.Objects;
import java.util.Optional;

/// How the texts of a collection are made into words and ranked (BM25).
///
/// @param language whose stop words are left out and whose words are stemmed; words stay whole
///   where empty
/// @param k1 how soon more of the same word counts no more; finite, at least 0
/// @param b how much the length of a text counts; in 0..1
public record TextRanking(Optional<Language> language, float k1, float b) {
    private static final float DEFAULT_K1 = 1.2f;
    private static final float DEFAULT_B = .75f;

    /// Checks the numbers.
    public TextRanking {
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(TextSettings.of("text").withBm25(k1, b));
    }

    /// Words of whatever language, k1 1.2, b .75.
    public static TextRanking standard() {
        return new TextRanking(Optional.empty(), DEFAULT_K1, DEFAULT_B);
    }

    /// The words of a language, k1 1.2, b .75.
    public static TextRanking of(Language language) {
        return new TextRanking(Optional.of(language), DEFAULT_K1, DEFAULT_B);
    }

    /// The same with other numbers.
    public TextRanking withBm25(float newK1, float newB) {
        return new TextRanking(language, newK1, newB);
    }

    /// What makes the words.
    public Analyzer analyzer() {
        return language.map(Analyzer::of).orElseGet(Analyzer::standard);
    }
}
