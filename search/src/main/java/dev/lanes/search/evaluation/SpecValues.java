package dev.lanes.search.evaluation;

import dev.lanes.search.retrieval.BoostedField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Options being read: those that stand after one retriever.
final class SpecValues {
    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final SpecCursor cursor;
    private final Map<String, Option> options = new LinkedHashMap<>();

    private record Option(String value, int keyAt, int valueAt) {}

    private SpecValues(SpecCursor cursor) {
        this.cursor = cursor;
    }

    /// Reads `?key=value&key=value`, if it is there.
    static SpecValues read(SpecCursor cursor) {
        var values = new SpecValues(cursor);
        if (cursor.accept('?')) {
            do {
                values.readOne();
            } while (cursor.accept('&'));
        }
        return values;
    }

    private void readOne() {
        int keyAt = cursor.at();
        String key = cursor.run(c -> Character.isLetterOrDigit(c) || c == '-');
        if (key.isEmpty() || !cursor.accept('=')) {
            throw cursor.expected("an option must be KEY=VALUE");
        }
        int valueAt = cursor.at();
        String value = cursor.run(c -> "&,()*?=".indexOf(c) < 0 && !Character.isWhitespace(c));
        if (value.isEmpty()) {
            throw cursor.expected("option %s must have a value".formatted(key));
        }
        if (options.putIfAbsent(key, new Option(value, keyAt, valueAt)) != null) {
            throw cursor.wrong("options must differ but %s occurs twice".formatted(key), keyAt);
        }
    }

    Optional<String> oneOf(String key, String... values) {
        Option option = options.get(key);
        if (option == null) {
            return Optional.empty();
        }
        if (!List.of(values).contains(option.value)) {
            throw cursor.wrong(
                    "option %s must be %s".formatted(key, String.join(" or ", values)),
                    option.value,
                    option.valueAt);
        }
        return Optional.of(option.value);
    }

    /// One of the values of an enum, as [SpecOptions#word(Enum)] writes them.
    <E extends Enum<E>> E oneOf(String key, Class<E> values, E standard) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values.getEnumConstants()) {
            words.put(SpecOptions.word(value), value);
        }
        return oneOf(key, words.keySet().toArray(String[]::new)).map(words::get).orElse(standard);
    }

    OptionalInt whole(String key, int least) {
        Option option = options.get(key);
        return option == null
                ? OptionalInt.empty()
                : OptionalInt.of(
                        whole(cursor, "option " + key, option.value, least, option.valueAt));
    }

    OptionalDouble number(String key, double most) {
        Option option = options.get(key);
        if (option == null) {
            return OptionalDouble.empty();
        }
        double value = number(option.value);
        if (!(value >= 0 && value <= most)) {
            throw cursor.wrong(
                    "option %s must be a number in 0..%s".formatted(key, Decimals.shortest(most)),
                    option.value,
                    option.valueAt);
        }
        return OptionalDouble.of(value);
    }

    /// `title^2+text`.
    List<BoostedField> fields(String key) {
        Option option = options.get(key);
        List<BoostedField> fields = new ArrayList<>();
        if (option != null) {
            int at = option.valueAt;
            for (String one : option.value.split("\\+", -1)) {
                int hat = one.indexOf('^');
                String name = hat < 0 ? one : one.substring(0, hat);
                double boost = hat < 0 ? 1 : number(one.substring(hat + 1));
                if (name.isEmpty() || !((float) boost > 0 && boost <= Float.MAX_VALUE)) {
                    throw cursor.wrong(
                            "option %s must be FIELD or FIELD^BOOST, with + between several"
                                    .formatted(key),
                            one,
                            at);
                }
                fields.add(new BoostedField(name, (float) boost));
                at += one.length() + 1;
            }
        }
        return fields;
    }

    boolean has(String key) {
        return options.containsKey(key);
    }

    SpecException contradiction(String key, String rule) {
        return cursor.wrong(rule, options.get(key).keyAt);
    }

    /// Says of an option that nobody looks at which ones there are.
    void allow(String what, String... keys) {
        options.forEach((key, option) -> {
            if (!List.of(keys).contains(key)) {
                throw cursor.wrong(
                        "an option of %s must be one of %s"
                                .formatted(what, String.join(", ", keys)),
                        key,
                        option.keyAt);
            }
        });
    }

    static int whole(SpecCursor cursor, String what, String digits, int least, int index) {
        try {
            int value = digits.matches("\\d+") ? Integer.parseInt(digits) : least - 1;
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Too large; reported below.
        }
        throw cursor.wrong(
                "%s must be a whole number in %d..%d".formatted(what, least, Integer.MAX_VALUE),
                digits,
                index);
    }

    /// NaN when the text is no number, or one that a double cannot hold.
    static double number(String digits) {
        double value = NUMBER.matcher(digits).matches() ? Double.parseDouble(digits) : Double.NaN;
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
