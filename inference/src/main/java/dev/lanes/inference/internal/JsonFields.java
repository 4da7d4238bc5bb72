package dev.lanes.inference.internal;

import dev.lanes.inference.ModelFileException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON object read key by key. By hand instead of bound by Jackson, so that each error names the
/// file, the key, what it must hold and what it held.
///
/// @param origin the file, for errors
/// @param json the object
record JsonFields(String origin, JsonNode json) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /// @throws ModelFileException when the content is not a JSON object
    static JsonFields parse(String origin, byte[] content) {
        JsonNode json = tree(origin, content);
        if (!json.isObject()) {
            throw new ModelFileException(
                    "%s: expected a JSON object but found %s".formatted(origin, shown(json)));
        }
        return new JsonFields(origin, json);
    }

    /// @throws ModelFileException when the content is not JSON
    static JsonNode tree(String origin, byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (JacksonException e) {
            var place = e.getLocation();
            // What passes the parser's limits has no location.
            String where =
                    place == null
                            ? ""
                            : ", line %d, column %d"
                                    .formatted(place.getLineNr(), place.getColumnNr());
            throw new ModelFileException(origin + where + ": " + e.getOriginalMessage(), e);
        }
    }

    /// Values as they would be read from a file.
    static JsonNode tree(Object values) {
        return JSON.valueToTree(values);
    }

    /// Values as they are written to a file.
    static byte[] write(Object json) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    /// Fails on a key that is not among these.
    void allowOnly(Set<String> keys) {
        for (String key : json.propertyNames()) {
            if (!keys.contains(key)) {
                throw new ModelFileException(
                        "%s: keys must be among %s but one was \"%s\""
                                .formatted(origin, String.join(", ", keys), key));
            }
        }
    }

    boolean has(String key) {
        return json.has(key);
    }

    String text(String key) {
        JsonNode value = json.path(key);
        if (!value.isString()) {
            throw wrong(key, "a string", value);
        }
        return value.stringValue();
    }

    String textOr(String key, String standard) {
        return has(key) ? text(key) : standard;
    }

    long whole(String key) {
        JsonNode value = json.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(key, "a whole number", value);
        }
        return value.longValue();
    }

    int number(String key) {
        // Clamped, not cut: what does not fit an int is out of every range that the records check.
        return Math.clamp(whole(key), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    Instant instant(String key) {
        try {
            return Instant.parse(text(key));
        } catch (DateTimeParseException e) {
            throw wrong(key, "a time as 2024-12-31T23:59:59Z", json.path(key));
        }
    }

    boolean flag(String key) {
        JsonNode value = json.path(key);
        if (!value.isBoolean()) {
            throw wrong(key, "true or false", value);
        }
        return value.booleanValue();
    }

    <E extends Enum<E>> E word(String key, Class<E> type) {
        E[] constants = type.getEnumConstants();
        JsonNode value = json.path(key);
        return Arrays.stream(constants)
                .filter(constant -> value.isString() && value.stringValue().equals(word(constant)))
                .findFirst()
                .orElseThrow(() -> {
                    var words = Arrays.stream(constants).map(JsonFields::word);
                    return wrong(key, "one of " + words.toList(), value);
                });
    }

    /// How a constant is written in JSON.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// The object under a key, or an empty one.
    JsonFields object(String key) {
        JsonNode value = json.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return parse(origin, new byte[] {'{', '}'});
        }
        if (!value.isObject()) {
            throw wrong(key, "an object", value);
        }
        return new JsonFields(origin + ": " + key, value);
    }

    List<String> keys() {
        return List.copyOf(json.propertyNames());
    }

    ModelFileException wrong(String key, String rule, JsonNode value) {
        return new ModelFileException(
                "%s: \"%s\" must be %s but %s"
                        .formatted(
                                origin,
                                key,
                                rule,
                                value.isMissingNode() ? "is missing" : "was " + shown(value)));
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
