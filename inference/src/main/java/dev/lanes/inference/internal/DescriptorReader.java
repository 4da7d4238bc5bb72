package dev.lanes.inference.internal;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.Models;
import dev.lanes.inference.Pooling;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads model descriptors. Read by hand instead of bound by Jackson, so that each error names the
/// file, the key, what it must hold and what it held.
public final class DescriptorReader {
    private static final String FOLDER = "/dev/lanes/inference/models/";
    private static final Set<String> KEYS =
            new TreeSet<>(
                    List.of(
                            "name",
                            "dimension",
                            "pooling",
                            "normalize",
                            "queryPrefix",
                            "passagePrefix",
                            "maxTokens",
                            "similarity",
                            "license",
                            "bytes",
                            "artifact",
                            "model",
                            "tokenizer"));
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final String origin;
    private final JsonNode json;

    private DescriptorReader(String origin, JsonNode json) {
        this.origin = origin;
        this.json = json;
    }

    /// The descriptors that this module ships.
    public static List<ModelDescriptor> known() {
        return parse(FOLDER + "index.json", shipped("index.json"))
                .valueStream()
                .map(name -> inArtifact(name.stringValue() + ".json"))
                .toList();
    }

    /// Reads the descriptor of a model that lies in a directory, where the files have fixed names.
    ///
    /// @param file the descriptor
    /// @param content its bytes
    /// @param size bytes of the ONNX file, for a descriptor that does not say
    static ModelDescriptor inDirectory(Path file, byte[] content, long size) {
        return read(
                file.toString(),
                content,
                reader ->
                        reader.descriptor(
                                reader.json.has("license") ? reader.text("license") : "",
                                reader.json.has("bytes") ? reader.whole("bytes") : size,
                                "",
                                "model.onnx",
                                "tokenizer.json"));
    }

    private static ModelDescriptor inArtifact(String file) {
        return read(
                FOLDER + file,
                shipped(file),
                reader ->
                        reader.descriptor(
                                reader.text("license"),
                                reader.whole("bytes"),
                                reader.text("artifact"),
                                reader.text("model"),
                                reader.text("tokenizer")));
    }

    private static ModelDescriptor read(
            String origin, byte[] content, Function<DescriptorReader, ModelDescriptor> form) {
        JsonNode json = parse(origin, content);
        if (!json.isObject()) {
            throw new ModelFileException(
                    "%s: expected a JSON object but found %s".formatted(origin, shown(json)));
        }
        var reader = new DescriptorReader(origin, json);
        reader.rejectUnknownKeys();
        try {
            return form.apply(reader);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(origin + ": " + e.getMessage(), e);
        }
    }

    private ModelDescriptor descriptor(
            String license, long bytes, String artifact, String model, String tokenizer) {
        return new ModelDescriptor(
                text("name"),
                number("dimension"),
                word("pooling", Pooling.class),
                flag("normalize"),
                text("queryPrefix"),
                text("passagePrefix"),
                number("maxTokens"),
                word("similarity", Similarity.class),
                license,
                bytes,
                artifact,
                model,
                tokenizer);
    }

    private void rejectUnknownKeys() {
        for (String key : json.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new ModelFileException(
                        "%s: keys must be among %s but one was \"%s\""
                                .formatted(origin, String.join(", ", KEYS), key));
            }
        }
    }

    private String text(String key) {
        JsonNode value = json.path(key);
        if (!value.isString()) {
            throw wrong(key, "a string", value);
        }
        return value.stringValue();
    }

    private long whole(String key) {
        JsonNode value = json.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(key, "a whole number", value);
        }
        return value.longValue();
    }

    private int number(String key) {
        // Clamped, not cut: what does not fit an int is out of every range that the record checks.
        return Math.clamp(whole(key), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private boolean flag(String key) {
        JsonNode value = json.path(key);
        if (!value.isBoolean()) {
            throw wrong(key, "true or false", value);
        }
        return value.booleanValue();
    }

    private <E extends Enum<E>> E word(String key, Class<E> type) {
        E[] constants = type.getEnumConstants();
        JsonNode value = json.path(key);
        return Arrays.stream(constants)
                .filter(constant -> value.isString() && value.stringValue().equals(word(constant)))
                .findFirst()
                .orElseThrow(() -> {
                    var words = Arrays.stream(constants).map(DescriptorReader::word);
                    return wrong(key, "one of " + words.toList(), value);
                });
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private ModelFileException wrong(String key, String rule, JsonNode value) {
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

    private static JsonNode parse(String origin, byte[] content) {
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

    private static byte[] shipped(String file) {
        try (InputStream in = Models.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new ModelFileException(
                        FOLDER + file + ": expected in the jar of lanes-inference but not found");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
