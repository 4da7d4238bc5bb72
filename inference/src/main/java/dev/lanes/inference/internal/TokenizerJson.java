package dev.lanes.inference.internal;

import dev.lanes.inference.ModelFileException;
import java.util.BitSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What a tokenizer.json says of its vocabulary, read as a stream: it has up to a million lines.
///
/// @param largestId of all tokens
/// @param special the ids of the tokens that it calls special
record TokenizerJson(int largestId, BitSet special) {
    private static final JsonFactory JSON = new JsonFactory();

    static TokenizerJson read(String name, byte[] content) {
        var reader = new Reader(name);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), content)) {
            parser.nextToken();
            reader.root(parser);
        } catch (JacksonException e) {
            throw new ModelFileException(
                    "%s: expected a tokenizer but found: %s"
                            .formatted(name, e.getOriginalMessage()),
                    e);
        }
        return new TokenizerJson(reader.largest, reader.special);
    }

    private static final class Reader {
        private final String name;
        private final BitSet special = new BitSet();
        private int largest = -1;

        Reader(String name) {
            this.name = name;
        }

        private void root(JsonParser parser) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (key.equals("added_tokens") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        added(parser);
                    }
                } else if (key.equals("model") && value == JsonToken.START_OBJECT) {
                    model(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void added(JsonParser parser) {
            String token = "";
            int id = -1;
            boolean isSpecial = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (key.equals("id") && value == JsonToken.VALUE_NUMBER_INT) {
                    id = parser.getIntValue();
                } else if (key.equals("content") && value == JsonToken.VALUE_STRING) {
                    token = parser.getString();
                } else if (key.equals("special")) {
                    isSpecial = value == JsonToken.VALUE_TRUE;
                } else {
                    parser.skipChildren();
                }
            }
            largest = Math.max(largest, VocabularyIds.checked(name, token, id));
            if (isSpecial) {
                special.set(id);
            }
        }

        /// The vocabulary is an object of ids by token, or in Unigram models an array in the order
        /// of the ids.
        private void model(JsonParser parser) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (!key.equals("vocab")) {
                    parser.skipChildren();
                } else if (value == JsonToken.START_OBJECT) {
                    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                        String token = parser.currentName();
                        parser.nextToken();
                        int id = VocabularyIds.checked(name, token, parser.getIntValue());
                        largest = Math.max(largest, id);
                    }
                } else if (value == JsonToken.START_ARRAY) {
                    int size = 0;
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        parser.skipChildren();
                        size++;
                    }
                    largest = Math.max(largest, size - 1);
                }
            }
        }
    }
}
