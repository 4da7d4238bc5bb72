package dev.lanes.inference.remote;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// Bounds of settings.
final class Rules {
    private Rules() {}

    static void within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be in %d..%d but was %d".formatted(name, least, most, value));
        }
    }

    static void within(String name, Duration value, Duration least, Duration most) {
        if (requireNonNull(value, name).compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "%s must be in %s..%s but was %s".formatted(name, least, most, value));
        }
    }
}
