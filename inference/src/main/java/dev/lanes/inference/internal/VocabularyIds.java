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

    /// The largest id: forty times as many as the largest vocabularies have. What is made of ids
    /// has a place for each number up to the largest.
    private static final int MOST = 10_000_000;

    private final String name;
    private final Map<String, Integer> ids = new HashMap<>();

    private VocabularyIds(String name) {
        this.name = name;
    }

    /// @param name of the file, for errors
    /// @param content its bytes
    static Map<String, Integer> read(String name, byte[] content) {
        var reader = new VocabularyIds(name);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), content)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (key.equals("model") && value == JsonToken.START_OBJECT) {
                    reader.model(parser);
                } else if (key.equals("added_tokens") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        reader.added(parser);
                    }
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

    /// An id as it may be.
    ///
    /// @param name of the file, for errors
    /// @param token whose id it is
    /// @throws ModelFileException when it is negative or too large
    static int checked(String name, String token, int id) {
        if (id < 0 || id > MOST) {
            throw new ModelFileException(
                    "%s: id of token \"%s\" must be in 0..%d but was %d"
                            .formatted(name, token, MOST, id));
        }
        return id;
    }

    private void added(JsonParser parser) {
        String token = null;
        int id = -1;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            if (key.equals("id") && value == JsonToken.VALUE_NUMBER_INT) {
                id = parser.getIntValue();
            } else if (key.equals("content") && value == JsonToken.VALUE_STRING) {
                token = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
        if (token != null) {
            ids.put(token, checked(name, token, id));
        }
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
                    ids.put(token, checked(name, token, parser.getIntValue()));
                }
            } else if (vocabulary && value == JsonToken.START_ARRAY) {
                for (int id = 0; parser.nextToken() == JsonToken.START_ARRAY; id++) {
                    parser.nextToken();
                    ids.put(parser.getString(), id);
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
