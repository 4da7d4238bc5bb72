package dev.lanes.search.retrieval;

import java.util.Locale;

/// Names of constants in JSON.
final class Names {
    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
