package dev.lanes.sparse.text;

/// The words of a text by the boundaries of Unicode Standard Annex #29, rules WB3 to WB16, without
/// what lies between words. A word has a letter, a digit or an emoji. For one thread.
///
/// Written here since of SciFact's 5,183 texts the JDK's BreakIterator breaks 318 as Lucene does
/// (it joins words at hyphens), ICU's 5,114 (at colons it does not join), and these rules all.
final class WordBreaks {
    private final String text;
    private int start;
    private int end;

    WordBreaks(String text) {
        this.text = text;
    }

    /// Where the word begins that was found last.
    int start() {
        return start;
    }

    /// Where it ends.
    int end() {
        return end;
    }

    /// Goes to the next word.
    ///
    /// @return whether there is one
    boolean next() {
        int at = end;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            int after = at + Character.charCount(c);
            var type = WordClass.of(c);
            start = at;
            boolean found =
                    switch (type) {
                        case LETTER, HEBREW, NUMERIC, KATAKANA, EXTEND_NUM_LET ->
                                endRun(type, after);
                        case IDEOGRAPH -> endAt(ignored(after));
                        case COMPLEX, COMPLEX_MARK -> endAt(complex(after));
                        case REGIONAL -> endRegional(ignored(after));
                        case EMOJI, EMOJI_MODIFIER -> endEmoji(after);
                        default -> {
                            end = after;
                            yield isKeycap(c, after);
                        }
                    };
            if (found) {
                return true;
            }
            at = end;
        }
        return false;
    }

    private boolean endAt(int at) {
        end = at;
        return true;
    }

    private WordClass classAt(int at) {
        return at < text.length() ? WordClass.of(text.codePointAt(at)) : WordClass.OTHER;
    }

    private int after(int at) {
        return at + Character.charCount(text.codePointAt(at));
    }

    /// Goes over what belongs to the character before it (WB4).
    private int ignored(int from) {
        int at = from;
        while (classAt(at).isExtending()) {
            at = after(at);
        }
        return at;
    }

    /// Goes on as long as the rules join what comes (WB5 to WB13).
    private boolean endRun(WordClass first, int afterFirst) {
        var last = first;
        boolean word = first != WordClass.EXTEND_NUM_LET;
        int at = ignored(afterFirst);
        while (true) {
            var next = classAt(at);
            if (joins(last, next)) {
                at = ignored(after(at));
                word |= next != WordClass.EXTEND_NUM_LET;
                last = next;
                continue;
            }
            int beyond = at < text.length() ? ignored(after(at)) : at;
            var then = beyond > at ? classAt(beyond) : WordClass.OTHER;
            if (bridges(last, next, then)) {
                at = ignored(after(beyond));
                last = then;
            } else if (last == WordClass.HEBREW && next == WordClass.SINGLE_QUOTE) {
                at = beyond;
                break;
            } else {
                break;
            }
        }
        end = at;
        return word;
    }

    private static boolean isLetter(WordClass type) {
        return type == WordClass.LETTER || type == WordClass.HEBREW;
    }

    private static boolean joins(WordClass last, WordClass next) {
        return switch (next) {
            case LETTER, HEBREW, NUMERIC -> last != WordClass.KATAKANA;
            case KATAKANA -> last == WordClass.KATAKANA || last == WordClass.EXTEND_NUM_LET;
            case EXTEND_NUM_LET -> true;
            default -> false;
        };
    }

    /// Whether a character in the middle joins those on both sides of it.
    private static boolean bridges(WordClass last, WordClass middle, WordClass then) {
        return switch (middle) {
            case MID_LETTER -> isLetter(last) && isLetter(then);
            case MID_NUM -> last == WordClass.NUMERIC && then == WordClass.NUMERIC;
            case MID_NUM_LET, SINGLE_QUOTE ->
                    (isLetter(last) && isLetter(then))
                            || (last == WordClass.NUMERIC && then == WordClass.NUMERIC);
            case DOUBLE_QUOTE -> last == WordClass.HEBREW && then == WordClass.HEBREW;
            default -> false;
        };
    }

    private int complex(int from) {
        int at = ignored(from);
        while (classAt(at) == WordClass.COMPLEX) {
            at = ignored(after(at));
        }
        return at;
    }

    /// Two regional indicators are a flag, one alone is nothing (WB15, WB16).
    private boolean endRegional(int at) {
        boolean flag = classAt(at) == WordClass.REGIONAL;
        end = flag ? ignored(after(at)) : at;
        return flag;
    }

    /// An emoji with what belongs to it and the pictographs joined to it (WB3c).
    private boolean endEmoji(int afterFirst) {
        int at = ignored(afterFirst);
        while (text.charAt(at - 1) == '\u200D' && classAt(at) == WordClass.EMOJI) {
            at = ignored(after(at));
        }
        return endAt(at);
    }

    private boolean isKeycap(int c, int afterFirst) {
        if (c != '#' && c != '*') {
            return false;
        }
        int at = text.startsWith("\uFE0F", afterFirst) ? afterFirst + 1 : afterFirst;
        if (!text.startsWith("\u20E3", at)) {
            return false;
        }
        end = ignored(at);
        return true;
    }
}
