package dev.lanes.search.evaluation;

import java.util.function.IntPredicate;

/// A place in a text that is being read.
final class SpecCursor {
    private static final int SHOWN = 20;

    private final String text;
    private int at;

    SpecCursor(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    void skipBlanks() {
        run(Character::isWhitespace);
    }

    boolean atEnd() {
        return at == text.length();
    }

    boolean sees(char wanted) {
        return !atEnd() && text.charAt(at) == wanted;
    }

    /// Goes past a character if it is there.
    boolean accept(char wanted) {
        boolean there = sees(wanted);
        at += there ? 1 : 0;
        return there;
    }

    /// All characters of a kind that come now; perhaps none.
    String run(IntPredicate kind) {
        int begin = at;
        while (!atEnd() && kind.test(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    /// @param rule what must stand here
    SpecException expected(String rule) {
        return new SpecException(rule + " but " + found(at), text, at);
    }

    /// @param index where it is
    SpecException wrong(String rule, String found, int index) {
        return new SpecException("%s but was \"%s\"".formatted(rule, found), text, index);
    }

    /// @param index where it is
    SpecException wrong(String rule, int index) {
        return new SpecException(rule, text, index);
    }

    private String found(int index) {
        if (index == text.length()) {
            return "the text ends";
        }
        String rest = text.substring(index);
        return "was \"" + (rest.length() <= SHOWN ? rest : rest.substring(0, SHOWN) + "…") + "\"";
    }
}
