package dev.lanes.sparse.text;

import java.util.Optional;
import opennlp.tools.stemmer.PorterStemmer;
import opennlp.tools.stemmer.Stemmer;
import opennlp.tools.stemmer.snowball.SnowballStemmer;
import opennlp.tools.stemmer.snowball.SnowballStemmer.ALGORITHM;

/// A language whose words can be reduced to stems. English is stemmed by Porter's algorithm ("An
/// algorithm for suffix stripping", 1980), the others by those of
/// [Snowball](https://snowballstem.org).
public enum Language {
    /// Arabic.
    ARABIC(ALGORITHM.ARABIC),
    /// Catalan.
    CATALAN(ALGORITHM.CATALAN),
    /// Danish.
    DANISH(ALGORITHM.DANISH),
    /// Dutch.
    DUTCH(ALGORITHM.DUTCH),
    /// English.
    ENGLISH(ALGORITHM.PORTER),
    /// Finnish.
    FINNISH(ALGORITHM.FINNISH),
    /// French.
    FRENCH(ALGORITHM.FRENCH),
    /// German.
    GERMAN(ALGORITHM.GERMAN),
    /// Greek.
    GREEK(ALGORITHM.GREEK),
    /// Hungarian.
    HUNGARIAN(ALGORITHM.HUNGARIAN),
    /// Indonesian.
    INDONESIAN(ALGORITHM.INDONESIAN),
    /// Irish.
    IRISH(ALGORITHM.IRISH),
    /// Italian.
    ITALIAN(ALGORITHM.ITALIAN),
    /// Norwegian.
    NORWEGIAN(ALGORITHM.NORWEGIAN),
    /// Portuguese.
    PORTUGUESE(ALGORITHM.PORTUGUESE),
    /// Romanian.
    ROMANIAN(ALGORITHM.ROMANIAN),
    /// Russian.
    RUSSIAN(ALGORITHM.RUSSIAN),
    /// Spanish.
    SPANISH(ALGORITHM.SPANISH),
    /// Swedish.
    SWEDISH(ALGORITHM.SWEDISH),
    /// Turkish.
    TURKISH(ALGORITHM.TURKISH);

    private final ALGORITHM algorithm;

    Language(ALGORITHM algorithm) {
        this.algorithm = algorithm;
    }

    /// A stemmer for one thread.
    Stemmer stemmer() {
        return this == ENGLISH ? new PorterStemmer() : new SnowballStemmer(algorithm);
    }

    /// The words that are usually left out.
    Optional<StopWords> stopWords() {
        return StopWords.of(this);
    }
}
