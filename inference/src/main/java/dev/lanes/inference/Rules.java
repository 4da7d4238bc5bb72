package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

/// The checks that the records of a descriptor share. Errors name the keys of descriptor.json,
/// because that is where wrong values come from.
final class Rules {
    private Rules() {}

    static void filled(String key, String value) {
        if (requireNonNull(value, key).isBlank()) {
            throw new IllegalArgumentException(
                    "%s must not be blank but was \"%s\"".formatted(key, value));
        }
    }

    static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be in %d..%d but was %d".formatted(key, least, most, value));
        }
    }
}
