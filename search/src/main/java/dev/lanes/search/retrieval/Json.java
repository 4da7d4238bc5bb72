package dev.lanes.search.retrieval;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A value of a JSON text and its place there. An object knows which of its keys were asked for,
/// and [#end] refuses the others. Of one thread.
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private final JsonNode node;
    private final String path;
    private final Set<String> asked = new LinkedHashSet<>();

    private Json(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /// A member of an object.
    record Member(String name, Json value) {}

    static Json parse(String json) {
        try {
            return new Json(MAPPER.readTree(json), "$");
        } catch (JacksonException e) {
            String message = e.getOriginalMessage();
            int end = message.indexOf('\n');
            throw new RetrieverJsonException(
                    "$: broken JSON: " + (end < 0 ? message : message.substring(0, end)), e);
        }
    }

    boolean isText() {
        return node.isString();
    }

    boolean isObject() {
        return node.isObject();
    }

    boolean isArray() {
        return node.isArray();
    }

    /// Whether it is an object with that key.
    boolean has(String name) {
        return node.isObject() && node.has(name);
    }

    /// The member of that name.
    Optional<Json> get(String name) {
        if (!node.isObject()) {
            throw mustBe("an object");
        }
        asked.add(name);
        return Optional.ofNullable(node.get(name)).map(value -> at(value, name));
    }

    Json require(String name) {
        return get(name)
                .orElseThrow(() ->
                        new RetrieverJsonException(
                                "%s: must have \"%s\" but had %s"
                                        .formatted(path, name, node.propertyNames())));
    }

    /// All members.
    List<Member> members() {
        if (!node.isObject()) {
            throw mustBe("an object");
        }
        return node.properties().stream()
                .map(entry -> new Member(entry.getKey(), at(entry.getValue(), entry.getKey())))
                .toList();
    }

    /// The member of an object that has only one.
    Member only() {
        var members = members();
        if (members.size() != 1) {
            throw new RetrieverJsonException(
                    "%s: must have exactly 1 key but had %s".formatted(path, node.propertyNames()));
        }
        return members.getFirst();
    }

    private Json at(JsonNode value, String name) {
        boolean plain = name.matches("[\\w-]+");
        return new Json(value, path + (plain ? "." + name : "[\"" + name + "\"]"));
    }

    List<Json> elements() {
        if (!node.isArray()) {
            throw mustBe("an array");
        }
        var elements = new ArrayList<Json>();
        for (var element : node) {
            elements.add(new Json(element, "%s[%d]".formatted(path, elements.size())));
        }
        return elements;
    }

    String text() {
        if (!node.isString()) {
            throw mustBe("a string");
        }
        return node.stringValue();
    }

    boolean isWhole() {
        return node.isIntegralNumber();
    }

    boolean isNumber() {
        return node.isNumber();
    }

    boolean isTruth() {
        return node.isBoolean();
    }

    boolean truth() {
        if (!node.isBoolean()) {
            throw mustBe("true or false");
        }
        return node.booleanValue();
    }

    long whole() {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw mustBe("a whole number of 64 bits");
        }
        return node.longValue();
    }

    int count() {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw mustBe("a whole number of 32 bits");
        }
        return node.intValue();
    }

    double number() {
        return decimal().doubleValue();
    }

    /// Rounded once, so that a float that was written is read as it was.
    float single() {
        return decimal().floatValue();
    }

    private BigDecimal decimal() {
        if (!node.isNumber()) {
            throw mustBe("a number");
        }
        return node.decimalValue();
    }

    /// A constant by its name in lower case.
    <E extends Enum<E>> E constant(Class<E> type) {
        for (var constant : type.getEnumConstants()) {
            if (node.isString() && Names.of(constant).equals(node.stringValue())) {
                return constant;
            }
        }
        var names = List.of(type.getEnumConstants()).stream().map(Names::of).toList();
        throw mustBe("one of " + names);
    }

    OptionalInt optionalCount(String name) {
        var value = get(name);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(value.get().count());
    }

    OptionalDouble optionalNumber(String name) {
        var value = get(name);
        return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(value.get().number());
    }

    /// Refuses keys that nobody asked for.
    void end() {
        for (var name : node.propertyNames()) {
            if (!asked.contains(name)) {
                throw new RetrieverJsonException(
                        "%s: key must be one of %s but was \"%s\"".formatted(path, asked, name));
            }
        }
    }

    /// What a function makes of this value, whose refusals get this place.
    <T> T made(Function<Json, T> make) {
        try {
            return make.apply(this);
        } catch (RetrieverJsonException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new RetrieverJsonException(path + ": " + e.getMessage(), e);
        }
    }

    RetrieverJsonException mustBe(String what) {
        String value = node.toString();
        String shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
        return new RetrieverJsonException("%s: must be %s but was %s".formatted(path, what, shown));
    }
}
