package dev.lanes.kernels.internal;

import dev.lanes.kernels.Backend;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every system property that this module reads.
final class Settings {
    /// `lanes.backend`: forces the backend: `scalar`, `panama` or `native`. Unset: the best one.
    static final String BACKEND = "lanes.backend";

    private Settings() {}

    static Optional<Backend> backend() {
        var value = System.getProperty(BACKEND, "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(Backend.values())
                        .filter(backend -> backend.name().equalsIgnoreCase(value))
                        .findFirst()
                        .orElseThrow(() -> unknown(value)));
    }

    private static IllegalStateException unknown(String value) {
        var known = Arrays.toString(Backend.values()).toLowerCase(Locale.ROOT);
        return new IllegalStateException(
                "system property %s must be one of %s but was \"%s\""
                        .formatted(BACKEND, known, value));
    }
}
