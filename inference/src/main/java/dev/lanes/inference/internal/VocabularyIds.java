package dev.lanes.inference.internal;

import dev.lanes.inference.ModelFileException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the ids of tokens from a tokenizer.json.
final class VocabularyIds {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Integer> ids = new HashMap<>();

    private VocabularyIds() {}

    /// @param name of the file, for errors
    /// @param content its bytes
    static Map<String, Integer> read(String name, byte[] content) {
        var reader = new VocabularyIds();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), content)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (key.equals("model") && value == JsonToken.START_OBJECT) {
                    reader.model(parser);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new ModelFileException(
                    "%s: expected a tokenizer but found: %s"
                            .formatted(name, e.getOriginalMessage()),
                    e);
        }
        return reader.ids;
    }

    /// The vocabulary is an object of ids by token, or in Unigram models an array of tokens in the
    /// order of the ids.
    private void model(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean vocabulary = parser.currentName().equals("vocab");
            JsonToken value = parser.nextToken();
            if (vocabulary && value == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String token = parser.currentName();
                    parser.nextToken();
                    ids.put(token, parser.getIntValue());
                }
            } else if (vocabulary && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_ARRAY) {
                    parser.nextToken();
                    ids.put(parser.getString(), ids.size());
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
    }
}
