package dev.lanes.search.evaluation;

import dev.lanes.search.retrieval.BoostedField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

    /// `MIN_MAX` as `min-max`, and `ARITHMETIC_MEAN` as `arithmetic`.
    static String word(Enum<?> value) {
        String name = value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return name.endsWith("-mean") ? name.substring(0, name.indexOf('-')) : name;
    }

    static String text(BoostedField field) {
        return field.boost() == 1
                ? field.name()
                : field.name()
                        + "^"
                        + Decimals.shortest(Double.parseDouble(Float.toString(field.boost())));
    }

    String text() {
        return options.isEmpty() ? "" : "?" + String.join("&", options);
    }
}
