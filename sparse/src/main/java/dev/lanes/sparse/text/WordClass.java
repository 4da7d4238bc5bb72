package dev.lanes.sparse.text;

import java.lang.Character.UnicodeScript;

/// What a character is to the word boundaries of Unicode Standard Annex #29, from the properties
/// that the JDK knows. Ideographs, Hiragana and the scripts without spaces between words (line
/// break class SA) have classes of their own, as each ideograph is a token and each run of those
/// scripts is one.
enum WordClass {
    OTHER,
    LETTER,
    HEBREW,
    NUMERIC,
    KATAKANA,
    EXTEND_NUM_LET,
    MID_LETTER,
    MID_NUM,
    MID_NUM_LET,
    SINGLE_QUOTE,
    DOUBLE_QUOTE,
    /// Extend, Format and the zero width joiner: they belong to what is before them.
    IGNORED,
    IDEOGRAPH,
    COMPLEX,
    /// A mark of those scripts: it begins a run, and belongs to what is before it elsewhere.
    COMPLEX_MARK,
    REGIONAL,
    EMOJI,
    /// A colour of skin: an emoji alone, and a part of what is before it.
    EMOJI_MODIFIER;

    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int ASCII = 128;
    private static final WordClass[] OF_ASCII = ofAscii();

    private static WordClass[] ofAscii() {
        var classes = new WordClass[ASCII];
        for (int c = 0; c < ASCII; c++) {
            classes[c] = ofAscii(c);
        }
        return classes;
    }

    private static WordClass ofAscii(int c) {
        if (Character.isLetter(c)) {
            return LETTER;
        }
        if (Character.isDigit(c)) {
            return NUMERIC;
        }
        return switch (c) {
            case '_' -> EXTEND_NUM_LET;
            case ':' -> MID_LETTER;
            case ',', ';' -> MID_NUM;
            case '.' -> MID_NUM_LET;
            case '\'' -> SINGLE_QUOTE;
            case '"' -> DOUBLE_QUOTE;
            default -> OTHER;
        };
    }

    /// Whether it belongs to what is before it.
    boolean isExtending() {
        return this == IGNORED || this == COMPLEX_MARK || this == EMOJI_MODIFIER;
    }

    static WordClass of(int codePoint) {
        return codePoint < ASCII ? OF_ASCII[codePoint] : ofOther(codePoint);
    }

    private static WordClass ofOther(int c) {
        var punctuation = ofPunctuation(c);
        if (punctuation != OTHER) {
            return punctuation;
        }
        if (isKatakanaMark(c)) {
            return KATAKANA;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    isComplex(c) ? COMPLEX_MARK : IGNORED;
            case Character.FORMAT -> c == ZERO_WIDTH_SPACE ? OTHER : IGNORED;
            case Character.DECIMAL_DIGIT_NUMBER -> NUMERIC;
            case Character.CONNECTOR_PUNCTUATION -> EXTEND_NUM_LET;
            case Character.MODIFIER_SYMBOL -> ofModifier(c);
            default -> ofLetter(c);
        };
    }

    private static WordClass ofPunctuation(int c) {
        return switch (c) {
            case 0x00B7, 0x0387, 0x055F, 0x05F4, 0x2027, 0xFE13, 0xFE55, 0xFF1A -> MID_LETTER;
            case 0x037E,
                    0x0589,
                    0x060C,
                    0x060D,
                    0x066C,
                    0x07F8,
                    0x2044,
                    0xFE10,
                    0xFE14,
                    0xFE50,
                    0xFE54,
                    0xFF0C,
                    0xFF1B ->
                    MID_NUM;
            case 0x2018, 0x2019, 0x2024, 0xFE52, 0xFF07, 0xFF0E -> MID_NUM_LET;
            case 0x066B -> NUMERIC;
            case 0x202F -> EXTEND_NUM_LET;
            // Punctuation that stands inside words of Armenian and Hebrew.
            case 0x055A, 0x055B, 0x055C, 0x055E, 0x058A, 0x05F3 -> LETTER;
            case 0xFF9E, 0xFF9F -> IGNORED;
            default -> OTHER;
        };
    }

    private static boolean isKatakanaMark(int c) {
        return (c >= 0x3031 && c <= 0x3035)
                || c == 0x309B
                || c == 0x309C
                || c == 0x30A0
                || c == 0x30FC
                || c == 0xFF70;
    }

    /// Of the modifier symbols, those that stand for sounds belong to words.
    private static WordClass ofModifier(int c) {
        if (Character.isEmojiModifier(c)) {
            return EMOJI_MODIFIER;
        }
        boolean letter =
                (c >= 0x02C2 && c <= 0x02C5)
                        || (c >= 0x02D2 && c <= 0x02D7)
                        || c == 0x02DE
                        || c == 0x02DF
                        || (c >= 0x02E5 && c <= 0x02EB)
                        || c == 0x02ED
                        || (c >= 0x02EF && c <= 0x02FF)
                        || (c >= 0xA708 && c <= 0xA716)
                        || c == 0xA720
                        || c == 0xA721
                        || c == 0xA789
                        || c == 0xA78A
                        || c == 0xAB5B;
        return letter ? LETTER : OTHER;
    }

    private static WordClass ofLetter(int c) {
        if (c >= 0x1F1E6 && c <= 0x1F1FF) {
            return REGIONAL;
        }
        if (Character.isExtendedPictographic(c)) {
            return EMOJI;
        }
        var script = UnicodeScript.of(c);
        if (script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA) {
            return IDEOGRAPH;
        }
        if (script == UnicodeScript.KATAKANA) {
            return KATAKANA;
        }
        if (!Character.isAlphabetic(c)) {
            return OTHER;
        }
        if (isComplex(c)) {
            return COMPLEX;
        }
        return switch (script) {
            case HEBREW -> Character.getType(c) == Character.OTHER_LETTER ? HEBREW : LETTER;
            default -> Character.isIdeographic(c) ? OTHER : LETTER;
        };
    }

    private static boolean isComplex(int c) {
        return switch (UnicodeScript.of(c)) {
            case THAI, LAO, MYANMAR, KHMER, TAI_LE, NEW_TAI_LUE, TAI_THAM, TAI_VIET, AHOM -> true;
            default -> false;
        };
    }
}
