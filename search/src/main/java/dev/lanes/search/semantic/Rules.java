package dev.lanes.search.semantic;

/// What settings check of their components.
final class Rules {
    private Rules() {}

    static void within(String name, int value, int from, int to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException(
                    "%s must be in %d..%d but was %d".formatted(name, from, to, value));
        }
    }

    static void isNumber(String name, float value) {
        if (Float.isNaN(value)) {
            throw new IllegalArgumentException(name + " must be a number but was NaN");
        }
    }
}
