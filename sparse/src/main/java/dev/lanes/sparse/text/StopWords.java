package dev.lanes.sparse.text;

import java.util.Optional;
import java.util.Set;

/// Words so frequent that they tell texts from each other no more.
///
/// @param words in lower case
record StopWords(Set<String> words) {
    private static final String ENGLISH =
            "a an and are as at be but by for if in into is it no not of on or such that the their"
                    + " then there these they this to was will with";
    private static final String GERMAN =
            "als am an auf aus bei bin bis da das dass dem den der des die doch du ein eine einem"
                    + " einen einer eines er es für hat ich ihr im in ist ja kein mit nach nicht noch"
                    + " nun nur ob oder sich sie sind so und vom von vor war was wenn wie wir zu zum"
                    + " zur über";
    private static final String FRENCH =
            "au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur lui mais"
                    + " ne nous on ou par pas pour qu que qui sa se ses son sur un une vous";
    private static final String SPANISH =
            "a al como con de del el ella en entre es esta este la las le lo los más no o para pero"
                    + " por que se sin sobre su sus un una y ya";
    private static final String ITALIAN =
            "a ai al alla che chi con da dal dei del della delle di e ed gli ha i il in la le lo ma"
                    + " nel nella non o per più si sono su un una uno è";

    StopWords {
        words = Set.copyOf(words);
    }

    /// Those of a language, where there is a list.
    static Optional<StopWords> of(Language language) {
        return switch (language) {
            case ENGLISH -> list(ENGLISH);
            case GERMAN -> list(GERMAN);
            case FRENCH -> list(FRENCH);
            case SPANISH -> list(SPANISH);
            case ITALIAN -> list(ITALIAN);
            default -> Optional.empty();
        };
    }

    private static Optional<StopWords> list(String words) {
        return Optional.of(new StopWords(Set.of(words.split(" "))));
    }
}
