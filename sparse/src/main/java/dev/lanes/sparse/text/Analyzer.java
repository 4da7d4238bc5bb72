package dev.lanes.sparse.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import opennlp.tools.stemmer.Stemmer;

/// Makes terms of texts: words by the boundaries of Unicode Standard Annex #29, in lower case,
/// without stop words, reduced to stems. [#standard] gives the terms of Lucene's StandardAnalyzer,
/// [#english] those of its EnglishAnalyzer.
///
/// Immutable and safe for many threads.
///
/// @param stemming the language of the stems; words stay whole when empty. English words also lose
///   an 's at their end
/// @param stopWords words that are left out, compared before stemming
/// @param letterCase what becomes of capital letters
/// @param maxTokenLength in chars, 1..16383; what is longer is cut into pieces of that length
public record Analyzer(
        Optional<Language> stemming,
        Set<String> stopWords,
        LetterCase letterCase,
        int maxTokenLength) {
    /// The longest token that there may be, in chars.
    public static final int MAX_TOKEN_LENGTH = 16_383;

    private static final int DEFAULT_TOKEN_LENGTH = 255;

    public Analyzer {
        Objects.requireNonNull(stemming, "stemming");
        stopWords = Set.copyOf(stopWords);
        Objects.requireNonNull(letterCase, "letterCase");
        if (maxTokenLength < 1 || maxTokenLength > MAX_TOKEN_LENGTH) {
            throw new IllegalArgumentException(
                    "maximum token length must be in 1..%d but was %d"
                            .formatted(MAX_TOKEN_LENGTH, maxTokenLength));
        }
    }

    /// Words in lower case, of whatever language.
    ///
    /// @return an analyzer to go on from
    public static Analyzer standard() {
        return new Analyzer(Optional.empty(), Set.of(), LetterCase.LOWER, DEFAULT_TOKEN_LENGTH);
    }

    /// Stems of English words without the most frequent ones.
    ///
    /// @return an analyzer to go on from
    public static Analyzer english() {
        return of(Language.ENGLISH);
    }

    /// Stems of a language's words, without its stop words where there is a list: for English,
    /// French, German, Italian and Spanish.
    ///
    /// @param language of the texts
    /// @return an analyzer to go on from
    public static Analyzer of(Language language) {
        var stopWords = language.stopWords().map(StopWords::words).orElse(Set.of());
        return standard().withStemming(language).withStopWords(stopWords);
    }

    /// The same with stems.
    ///
    /// @param language of the stems
    /// @return a new analyzer
    public Analyzer withStemming(Language language) {
        return new Analyzer(Optional.of(language), stopWords, letterCase, maxTokenLength);
    }

    /// The same without stems.
    ///
    /// @return a new analyzer
    public Analyzer withoutStemming() {
        return new Analyzer(Optional.empty(), stopWords, letterCase, maxTokenLength);
    }

    /// The same without other words.
    ///
    /// @param words to leave out, as they are after [#letterCase]; none keeps all
    /// @return a new analyzer
    public Analyzer withStopWords(Set<String> words) {
        return new Analyzer(stemming, words, letterCase, maxTokenLength);
    }

    /// The same with other letters.
    ///
    /// @param other what becomes of capital letters
    /// @return a new analyzer
    public Analyzer withLetterCase(LetterCase other) {
        return new Analyzer(stemming, stopWords, other, maxTokenLength);
    }

    /// The same with another maximum.
    ///
    /// @param chars of a token at most, 1..16383
    /// @return a new analyzer
    public Analyzer withMaxTokenLength(int chars) {
        return new Analyzer(stemming, stopWords, letterCase, chars);
    }

    /// The terms of a text.
    ///
    /// @param text any
    /// @return terms in their order, with positions
    public List<Token> tokens(String text) {
        var tokens = new ArrayList<Token>();
        var stemmer = stemming.map(Language::stemmer);
        var words = new WordBreaks(text);
        int position = 0;
        while (words.next()) {
            int from = words.start();
            while (from < words.end()) {
                int to = pieceEnd(text, from, words.end());
                var term = term(text.substring(from, to), stemmer);
                if (!term.isEmpty()) {
                    tokens.add(new Token(term, position));
                }
                position++;
                from = to;
            }
        }
        return tokens;
    }

    /// Cuts a word that is too long, but never between the two chars of one character.
    private int pieceEnd(String text, int from, int end) {
        if (end - from <= maxTokenLength) {
            return end;
        }
        int to = from + maxTokenLength;
        boolean split = Character.isSurrogatePair(text.charAt(to - 1), text.charAt(to));
        return split ? Math.max(to - 1, from + Math.min(2, end - from)) : to;
    }

    /// The term of a word, empty for a stop word.
    private String term(String word, Optional<Stemmer> stemmer) {
        var whole = stemming.filter(Language.ENGLISH::equals).isPresent() ? owner(word) : word;
        var letters = cased(whole);
        if (stopWords.contains(letters)) {
            return "";
        }
        return stemmer.map(stems -> stems.stem(letters).toString()).orElse(letters);
    }

    /// A word with the letters that terms have.
    String cased(String word) {
        return letterCase == LetterCase.LOWER ? lower(word) : word;
    }

    /// The beginning of what is a word and an 's.
    private static String owner(String word) {
        int length = word.length();
        if (length < 2 || Character.toLowerCase(word.charAt(length - 1)) != 's') {
            return word;
        }
        char mark = word.charAt(length - 2);
        boolean owned = mark == '\'' || mark == '\u2019' || mark == '\uFF07';
        return owned ? word.substring(0, length - 2) : word;
    }

    /// Character by character, so that a term does not depend on its neighbours, as it would in
    /// Greek.
    private String lower(String word) {
        if (stemming.filter(Language.TURKISH::equals).isPresent()) {
            return word.toLowerCase(Locale.forLanguageTag("tr"));
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 'A' && (c <= 'Z' || c >= 0x80)) {
                var lower = new StringBuilder(word.length());
                word.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
                return lower.toString();
            }
        }
        return word;
    }
}
