package dev.lanes.search.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Holds values to a JSON schema, as far as `docs/retriever.schema.json` uses its words. A word
/// that is not known here is a failure.
final class JsonSchema {
    private static final Set<String> COMMENTS = Set.of("$schema", "title", "description", "$defs");

    private final JsonNode root;

    JsonSchema(JsonNode root) {
        this.root = root;
    }

    /// What is wrong with a value; empty when nothing is.
    List<String> errors(JsonNode value) {
        return errors(root, value, "$");
    }

    private List<String> errors(JsonNode schema, JsonNode value, String path) {
        var errors = new ArrayList<String>();
        schema.properties()
                .forEach(rule -> {
                    if (!COMMENTS.contains(rule.getKey())) {
                        errors.addAll(broken(schema, rule.getKey(), value, path));
                    }
                });
        return errors;
    }

    private List<String> broken(JsonNode schema, String word, JsonNode value, String path) {
        var rule = schema.get(word);
        boolean fine =
                switch (word) {
                    case "$ref" -> {
                        var name = rule.asString().substring("#/$defs/".length());
                        yield errors(root.get("$defs").get(name), value, path).isEmpty();
                    }
                    case "type" -> isOfType(rule, value);
                    case "enum" -> rule.valueStream().anyMatch(value::equals);
                    case "oneOf" ->
                            rule.valueStream()
                                            .filter(one -> errors(one, value, path).isEmpty())
                                            .count()
                                    == 1;
                    case "required" ->
                            rule.valueStream().allMatch(name -> value.has(name.asString()));
                    case "minProperties", "minItems" ->
                            !value.isContainer() || value.size() >= rule.asInt();
                    case "maxProperties" -> value.size() <= rule.asInt();
                    case "minLength" ->
                            !value.isString() || value.asString().length() >= rule.asInt();
                    case "minimum" -> !value.isNumber() || value.asDouble() >= rule.asDouble();
                    case "maximum" -> !value.isNumber() || value.asDouble() <= rule.asDouble();
                    case "exclusiveMinimum" ->
                            !value.isNumber() || value.asDouble() > rule.asDouble();
                    case "exclusiveMaximum" ->
                            !value.isNumber() || value.asDouble() < rule.asDouble();
                    case "items" ->
                            value.valueStream()
                                    .allMatch(one -> errors(rule, one, path + "[]").isEmpty());
                    case "properties" ->
                            rule.properties().stream()
                                    .filter(one -> value.has(one.getKey()))
                                    .allMatch(one ->
                                            errors(
                                                            one.getValue(),
                                                            value.get(one.getKey()),
                                                            path + "." + one.getKey())
                                                    .isEmpty());
                    case "additionalProperties" -> additional(schema, rule, value, path);
                    default -> throw new IllegalArgumentException("no word: " + word);
                };
        return fine ? List.of() : List.of("%s: %s %s".formatted(path, word, rule));
    }

    private boolean additional(JsonNode schema, JsonNode rule, JsonNode value, String path) {
        return value.properties().stream()
                .filter(one -> !schema.path("properties").has(one.getKey()))
                .allMatch(one ->
                        rule.isObject() && errors(rule, one.getValue(), path + ".*").isEmpty());
    }

    private static boolean isOfType(JsonNode rule, JsonNode value) {
        if (rule.isArray()) {
            return rule.valueStream().anyMatch(one -> isOfType(one, value));
        }
        return switch (rule.asString()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException("no type: " + rule);
        };
    }
}
