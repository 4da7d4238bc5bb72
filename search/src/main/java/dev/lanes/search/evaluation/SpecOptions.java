package dev.lanes.search.evaluation;

import java.util.ArrayList;
import java.util.List;

/// Options being written.
final class SpecOptions {
    private final List<String> options = new ArrayList<>();

    void put(String key, Object value) {
        options.add(key + "=" + value);
    }

    void putUnless(double standard, String key, double value) {
        if (value != standard) {
            put(key, Decimals.shortest(value));
        }
    }

    String text() {
        return options.isEmpty() ? "" : "?" + String.join("&", options);
    }
}
