package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/// The checks that the records of a descriptor share. Errors name the keys of descriptor.json,
/// because that is where wrong values come from.
final class Rules {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private Rules() {}

    static void filled(String key, String value) {
        if (requireNonNull(value, key).isBlank()) {
            throw new IllegalArgumentException(
                    "%s must not be blank but was \"%s\"".formatted(key, value));
        }
    }

    /// What becomes the name of a directory.
    static void word(String key, String value) {
        if (!WORD.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s must be 1 to 100 of the characters A-Z a-z 0-9 . _ -, the first a letter or"
                                    .formatted(key)
                            + " a digit, but was \"%s\"".formatted(value));
        }
    }

    static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be in %d..%d but was %d".formatted(key, least, most, value));
        }
    }
}
