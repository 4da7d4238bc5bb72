package dev.lanes.search.ingest;

import dev.lanes.search.ingest.Processor.Existing;
import dev.lanes.search.ingest.Processor.Missing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads pipelines from JSON.
final class PipelineReader {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private static final String NAMES =
            "set, remove, rename, copy, lowercase, trim, text_embedding, sparse_encoding";

    private final String json;

    PipelineReader(String json) {
        this.json = json;
    }

    Pipeline read() {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JacksonException e) {
            String first = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new PipelineException("$: broken JSON: " + first, e);
        }
        object(root, "$");
        allow(root, "$", Set.of("description", "processors"));
        JsonNode list = root.get("processors");
        if (list == null || !list.isArray()) {
            throw mustBe("$.processors", "an array", list);
        }
        List<Processor> processors = new ArrayList<>();
        for (JsonNode element : list) {
            processors.add(processor(element, "$.processors[%d]".formatted(processors.size())));
        }
        return new Pipeline(processors);
    }

    private static Processor processor(JsonNode json, String path) {
        object(json, path);
        if (json.size() != 1) {
            throw new PipelineException(
                    "%s: must have exactly 1 key but had %s".formatted(path, json.propertyNames()));
        }
        String name = json.propertyNames().iterator().next();
        JsonNode body = json.get(name);
        String at = path + "." + name;
        object(body, at);
        try {
            return processor(name, body, at);
        } catch (PipelineException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new PipelineException(at + ": " + e.getMessage(), e);
        }
    }

    private static Processor processor(String name, JsonNode body, String at) {
        return switch (name) {
            case "set" -> set(body, at);
            case "remove" -> {
                allow(body, at, Set.of("field", "ignore_missing"));
                yield new Processor.Remove(names(body, at), missing(body, at));
            }
            case "rename" -> {
                allow(
                        body,
                        at,
                        Set.of("field", "target_field", "ignore_missing", "override_target"));
                yield new Processor.Rename(
                        text(body, "field", at),
                        text(body, "target_field", at),
                        missing(body, at),
                        existing(body, at));
            }
            case "copy" -> copy(body, at);
            case "lowercase", "trim" -> {
                allow(body, at, Set.of("field", "target_field", "ignore_missing"));
                String field = text(body, "field", at);
                String target = body.has("target_field") ? text(body, "target_field", at) : field;
                yield name.equals("trim")
                        ? new Processor.Trim(field, target, missing(body, at))
                        : new Processor.Lowercase(field, target, missing(body, at));
            }
            case "text_embedding", "sparse_encoding" -> encoded(body, at);
            case "encode", "chunk", "text_chunking" ->
                    throw new PipelineException(
                            "%s: encoding and cutting into passages must be said in the schema's semantic fields (model, chunking) but was a processor"
                                    .formatted(at));
            default ->
                    throw new PipelineException(
                            "%s: a processor must be one of %s but was \"%s\""
                                    .formatted(at, NAMES, name));
        };
    }

    private static Processor set(JsonNode body, String at) {
        allow(body, at, Set.of("field", "value", "override"));
        JsonNode value = body.get("value");
        if (value == null) {
            throw mustBe(at + ".value", "there", null);
        }
        if (value.toString().contains("{{")) {
            throw mustBe(at + ".value", "without a template", value);
        }
        return new Processor.Set(
                text(body, "field", at),
                MAPPER.writeValueAsString(value),
                flag(body, "override", at).orElse(true) ? Existing.REPLACED : Existing.KEPT);
    }

    private static Processor copy(JsonNode body, String at) {
        allow(
                body,
                at,
                Set.of(
                        "source_field",
                        "target_field",
                        "ignore_missing",
                        "override_target",
                        "remove_source"));
        String field = text(body, "source_field", at);
        String target = text(body, "target_field", at);
        // A copy whose source goes is a field with another name.
        return flag(body, "remove_source", at).orElse(false)
                ? new Processor.Rename(field, target, missing(body, at), existing(body, at))
                : new Processor.Copy(field, target, missing(body, at), existing(body, at));
    }

    private static Processor encoded(JsonNode body, String at) {
        allow(body, at, Set.of("model_id", "field_map"));
        JsonNode map = body.get("field_map");
        object(map, at + ".field_map");
        Map<String, String> fields = new LinkedHashMap<>();
        for (String source : map.propertyNames()) {
            fields.put(source, text(map, source, at + ".field_map"));
        }
        return new Processor.Encoded(text(body, "model_id", at), fields);
    }

    private static List<String> names(JsonNode body, String at) {
        JsonNode fields = body.get("field");
        if (fields == null || !fields.isArray()) {
            return List.of(text(body, "field", at));
        }
        List<String> names = new ArrayList<>();
        for (JsonNode field : fields) {
            if (!field.isString()) {
                throw mustBe("%s.field[%d]".formatted(at, names.size()), "a string", field);
            }
            names.add(field.stringValue());
        }
        return names;
    }

    private static Missing missing(JsonNode body, String at) {
        return flag(body, "ignore_missing", at).orElse(false) ? Missing.IGNORED : Missing.FAILS;
    }

    private static Existing existing(JsonNode body, String at) {
        return flag(body, "override_target", at).orElse(false) ? Existing.REPLACED : Existing.FAILS;
    }

    private static Optional<Boolean> flag(JsonNode body, String name, String at) {
        JsonNode value = body.get(name);
        if (value != null && !value.isBoolean()) {
            throw mustBe(at + "." + name, "true or false", value);
        }
        return Optional.ofNullable(value).map(JsonNode::booleanValue);
    }

    private static String text(JsonNode body, String name, String at) {
        JsonNode value = body.get(name);
        if (value == null || !value.isString() || value.stringValue().isEmpty()) {
            throw mustBe(at + "." + name, "a string that is not empty", value);
        }
        return value.stringValue();
    }

    private static void object(JsonNode json, String path) {
        if (json == null || !json.isObject()) {
            throw mustBe(path, "an object", json);
        }
    }

    private static void allow(JsonNode body, String path, Set<String> keys) {
        for (String name : body.propertyNames()) {
            if (!keys.contains(name)) {
                throw new PipelineException(
                        "%s: key must be one of %s but was \"%s\""
                                .formatted(path, keys.stream().sorted().toList(), name));
            }
        }
    }

    private static PipelineException mustBe(String path, String what, JsonNode found) {
        String shown = found == null ? "missing" : found.toString();
        return new PipelineException("%s: must be %s but was %s".formatted(path, what, shown));
    }
}
