package dev.lanes.inference.remote;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The body of requests: JSON in which some strings are placeholders.
final class BodyTemplate {
    private static final String TEXTS = "${texts}";
    private static final String TEXT = "${text}";
    private static final String QUERY = "${query}";
    private static final String CONTENT_TYPE = "${content_type}";
    private static final List<String> KNOWN = List.of(TEXTS, TEXT, QUERY, CONTENT_TYPE);

    private final JsonNode template;
    private final boolean singleText;
    private final boolean hasQuery;

    private BodyTemplate(JsonNode template, boolean singleText, boolean hasQuery) {
        this.template = template;
        this.singleText = singleText;
        this.hasQuery = hasQuery;
    }

    /// @throws IllegalArgumentException when it is no JSON, holds an unknown placeholder, or says
    ///   not once where the texts go
    static BodyTemplate parse(String json) {
        JsonNode template;
        try {
            template = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "body must be JSON but was \"%s\"".formatted(json), e);
        }
        var places = new Places();
        places.count(template);
        if (places.texts + places.repeated + places.single != 1) {
            throw new IllegalArgumentException(
                    "body must hold %s or %s once but was \"%s\"".formatted(TEXTS, TEXT, json));
        }
        return new BodyTemplate(template, places.single == 1, places.query > 0);
    }

    /// Whether it has room for one text only.
    boolean singleText() {
        return singleText;
    }

    boolean hasQuery() {
        return hasQuery;
    }

    /// The body for some texts, in UTF-8.
    ///
    /// @param texts one, if there is room for one only
    /// @param query of a reranker, else empty
    /// @param contentType the word for what the texts are
    byte[] fill(List<String> texts, String query, String contentType) {
        var out = new ByteArrayOutputStream();
        try (JsonGenerator generator = JsonMapper.shared().createGenerator(out)) {
            write(generator, template, new Values(texts, query, contentType));
        }
        return out.toByteArray();
    }

    private record Values(List<String> texts, String query, String contentType) {}

    private static void write(JsonGenerator out, JsonNode node, Values values) {
        if (repeats(node)) {
            out.writeStartArray();
            for (String text : values.texts) {
                var one = new Values(List.of(text), values.query, values.contentType);
                write(out, node.get(0), one);
            }
            out.writeEndArray();
        } else if (node.isArray()) {
            out.writeStartArray();
            node.forEach(element -> write(out, element, values));
            out.writeEndArray();
        } else if (node.isObject()) {
            out.writeStartObject();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                out.writeName(field.getKey());
                write(out, field.getValue(), values);
            }
            out.writeEndObject();
        } else if (node.isString()) {
            writeString(out, node.stringValue(), values);
        } else {
            out.writePOJO(node);
        }
    }

    private static void writeString(JsonGenerator out, String string, Values values) {
        switch (string) {
            case TEXTS -> {
                out.writeStartArray();
                values.texts.forEach(out::writeString);
                out.writeEndArray();
            }
            case TEXT -> out.writeString(values.texts.getFirst());
            case QUERY -> out.writeString(values.query);
            case CONTENT_TYPE -> out.writeString(values.contentType);
            default -> out.writeString(string);
        }
    }

    /// An array of one element that holds the text is written with one element for each text.
    private static boolean repeats(JsonNode node) {
        return node.isArray() && node.size() == 1 && holdsText(node.get(0));
    }

    private static boolean holdsText(JsonNode node) {
        if (node.isString()) {
            return node.stringValue().equals(TEXT);
        }
        for (JsonNode child : node) {
            if (holdsText(child)) {
                return true;
            }
        }
        return false;
    }

    /// How often each placeholder stands in a template.
    private static final class Places {
        private int texts;
        private int repeated;
        private int single;
        private int query;

        private void count(JsonNode node) {
            count(node, false);
        }

        private void count(JsonNode node, boolean repeating) {
            if (node.isString()) {
                count(node.stringValue(), repeating);
            }
            boolean below = repeating || repeats(node);
            for (JsonNode child : node) {
                count(child, below);
            }
        }

        private void count(String string, boolean repeating) {
            if (string.contains("${") && !KNOWN.contains(string)) {
                throw new IllegalArgumentException(
                        "placeholder must be one of %s, alone in its string, but was \"%s\""
                                .formatted(KNOWN, string));
            }
            texts += string.equals(TEXTS) ? 1 : 0;
            repeated += string.equals(TEXT) && repeating ? 1 : 0;
            single += string.equals(TEXT) && !repeating ? 1 : 0;
            query += string.equals(QUERY) ? 1 : 0;
        }
    }
}
