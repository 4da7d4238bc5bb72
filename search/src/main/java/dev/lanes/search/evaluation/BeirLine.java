package dev.lanes.search.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One object of a corpus or of a file of queries.
///
/// @param object with the fields `_id`, `text` and perhaps `title`
/// @param place file and line, for errors
record BeirLine(JsonNode object, String place) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    static BeirLine parse(String line, String place) {
        try {
            JsonNode object = MAPPER.readTree(line);
            if (!object.isObject()) {
                throw broken(place, "a line must be a JSON object but was " + shortened(line));
            }
            return new BeirLine(object, place);
        } catch (JacksonException e) {
            String message = e.getOriginalMessage();
            throw broken(place, "broken JSON: " + message.lines().findFirst().orElse(""));
        }
    }

    private static String shortened(String line) {
        return line.length() <= 40 ? line : line.substring(0, 40) + "…";
    }

    private static UncheckedIOException broken(String place, String rule) {
        return new UncheckedIOException(new IOException(place + ": " + rule));
    }

    /// Ids are strings in BEIR; a number is taken by its digits.
    String id() {
        JsonNode id = object.path("_id");
        if (id.isIntegralNumber()) {
            return id.asString();
        }
        if (!id.isString() || id.stringValue().isEmpty()) {
            throw broken(place, "_id must be a string that is not empty but was " + found(id));
        }
        return id.stringValue();
    }

    String text() {
        JsonNode text = object.path("text");
        if (!text.isString()) {
            throw broken(place, "text must be a string but was " + found(text));
        }
        return text.stringValue();
    }

    /// Empty where there is none.
    String title() {
        JsonNode title = object.path("title");
        if (title.isMissingNode() || title.isNull()) {
            return "";
        }
        if (!title.isString()) {
            throw broken(place, "title must be a string but was " + found(title));
        }
        return title.stringValue();
    }

    private static String found(JsonNode node) {
        return node.isMissingNode() ? "missing" : shortened(node.toString());
    }
}
