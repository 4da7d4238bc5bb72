package dev.lanes.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads the top level of a JSON object and checks the rest.
///
/// A key that occurs twice is an error: readers disagree on which of the two counts.
final class JsonObjects {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private JsonObjects() {}

    /// @param place where the text comes from, for errors
    static Map<String, JsonValue> read(String json, String place) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                String found = first == null ? "nothing" : kind(first).toString();
                throw new InvalidDocumentException(
                        "%s: a document must be a JSON object but was %s".formatted(place, found));
            }
            Map<String, JsonValue> fields = new LinkedHashMap<>();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                fields.put(name, value(parser, json, Depth.TOP));
            }
            if (parser.nextToken() != null) {
                throw new InvalidDocumentException(
                        "%s: a document must be one JSON object but more follows it"
                                .formatted(place));
            }
            return fields;
        } catch (JacksonException e) {
            throw new InvalidDocumentException(
                    "%s: broken JSON: %s".formatted(place, firstSentence(e)), e);
        }
    }

    /// How far down values are looked at.
    private enum Depth {
        TOP,
        ELEMENT
    }

    private static JsonValue value(JsonParser parser, String json, Depth depth) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        JsonValue.Kind kind = kind(parser.currentToken());
        String text = "";
        List<JsonValue> elements = List.of();
        switch (kind) {
            case STRING, NUMBER, BOOLEAN -> text = parser.getString();
            case ARRAY -> {
                if (depth == Depth.TOP) {
                    elements = elements(parser, json);
                } else {
                    parser.skipChildren();
                }
            }
            case OBJECT -> parser.skipChildren();
            case NULL -> {}
        }
        int end = (int) parser.currentLocation().getCharOffset();
        String raw = depth == Depth.TOP ? json.substring(start, end).strip() : "";
        return new JsonValue(kind, text, elements, raw);
    }

    private static List<JsonValue> elements(JsonParser parser, String json) {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, json, Depth.ELEMENT));
        }
        return elements;
    }

    private static JsonValue.Kind kind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> JsonValue.Kind.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonValue.Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> JsonValue.Kind.BOOLEAN;
            case START_ARRAY -> JsonValue.Kind.ARRAY;
            case START_OBJECT -> JsonValue.Kind.OBJECT;
            default -> JsonValue.Kind.NULL;
        };
    }

    /// The parser's message goes on about its settings after the first line, and about a source
    /// that it does not show.
    private static String firstSentence(JacksonException e) {
        String message = e.getOriginalMessage();
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        int start = line.indexOf(" (start marker at ");
        String sentence = start < 0 ? line : line.substring(0, start);
        // What passes the parser's limits has no location.
        return e.getLocation() == null
                ? sentence
                : "%s (column %d)".formatted(sentence, e.getLocation().getColumnNr());
    }
}
