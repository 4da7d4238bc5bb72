package dev.lanes.search.evaluation;

/// A text that is no [Spec]. The message says what must stand where and what stands there.
public final class SpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int position;

    SpecException(String rule, String spec, int index) {
        super("%s, at character %d of \"%s\"".formatted(rule, index + 1, spec));
        this.position = index + 1;
    }

    /// Where in the text the mistake begins, from 1; one more than its length when something is
    /// missing at its end.
    public int position() {
        return position;
    }
}
