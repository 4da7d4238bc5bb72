package dev.lanes.inference.internal;

import dev.lanes.inference.ModelFileException;
import dev.lanes.vector.SparseVector;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The weights of tokens in queries, for models that spend the network on passages only: the vector
/// of a query has the weight of each of its tokens, however often it stands there (Geng et al.,
/// "Towards Competitive Search Relevance For Inference-Free Learned Sparse Retrievers", 2024).
final class TokenTable {
    private static final JsonFactory JSON = new JsonFactory();

    /// By id of the token; 0 where it has none.
    private final float[] weights;

    private TokenTable(float[] weights) {
        this.weights = weights;
    }

    /// @param name of the file, for errors
    /// @param content a JSON object of weights by token
    /// @param ids of the tokens of the vocabulary
    static TokenTable read(String name, byte[] content, Map<String, Integer> ids) {
        var weights = new float[ids.values().stream().mapToInt(id -> id + 1).max().orElse(0)];
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), content)) {
            require(name, parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String token = parser.currentName();
                if (!parser.nextToken().isNumeric()) {
                    throw new ModelFileException(
                            "%s: weight of \"%s\" must be a number but was %s"
                                    .formatted(name, token, parser.getString()));
                }
                float weight = parser.getFloatValue();
                if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
                    throw new ModelFileException(
                            "%s: weight of \"%s\" must be at least 0 and finite but was %s"
                                    .formatted(name, token, weight));
                }
                Integer id = ids.get(token);
                if (id != null) {
                    weights[id] = weight;
                }
            }
        } catch (JacksonException e) {
            throw new ModelFileException(
                    "%s: expected weights of tokens but found: %s"
                            .formatted(name, e.getOriginalMessage()),
                    e);
        }
        return new TokenTable(weights);
    }

    private static void require(String name, JsonToken found, JsonToken expected) {
        if (found != expected) {
            throw new ModelFileException(
                    "%s: expected a JSON object but found %s".formatted(name, found));
        }
    }

    /// The vector of a query.
    SparseVector query(Tokenizer tokenizer, String text) {
        long[] ids = tokenizer.encode(new String[] {text})[0];
        Arrays.sort(ids);
        var terms = new int[ids.length];
        var values = new float[ids.length];
        int size = 0;
        for (int i = 0; i < ids.length; i++) {
            int id = (int) ids[i];
            if ((i == 0 || ids[i] != ids[i - 1]) && id < weights.length && weights[id] > 0) {
                terms[size] = id;
                values[size++] = weights[id];
            }
        }
        return SparseVector.of(Arrays.copyOf(terms, size), Arrays.copyOf(values, size));
    }

    /// No weight for these: they stand for no text.
    void drop(BitSet special) {
        special.stream().filter(id -> id < weights.length).forEach(id -> weights[id] = 0);
    }
}
