package dev.lanes.search;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a collection's database says about the collection as a whole.
///
/// @param settings what its maker chose
/// @param encoding how its texts were encoded, see [#encoding(ModelDescriptor)]
/// @param dimension values a vector
/// @param documents how many there are
/// @param fingerprint a number that depends on all vectors, and is the seed of the graph: an index
///   file with another seed belongs to other vectors
record CollectionState(
        CollectionSettings settings,
        String encoding,
        int dimension,
        long documents,
        long fingerprint) {
    private static final int FORMAT = 1;

    /// All that must stay the same in a model so that its vectors can be compared with old ones.
    static String encoding(ModelDescriptor model) {
        return "dimension %d, pooling %s, normalized %s, query prefix \"%s\", passage prefix \"%s\", %d tokens"
                .formatted(
                        model.dimension(),
                        model.dense().pooling(),
                        model.dense().normalize(),
                        model.prompts().queryPrefix(),
                        model.prompts().passagePrefix(),
                        model.maxTokens());
    }

    HnswSettings graph() {
        return HnswSettings.of(settings.similarity())
                .withM(settings.m())
                .withEfConstruction(settings.efConstruction())
                .withSeed(fingerprint);
    }

    String toJson() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("format", FORMAT);
        json.put("documents", documents);
        json.put("fingerprint", fingerprint);
        json.put("model", settings.model());
        json.put("encoding", encoding);
        json.put("dimension", dimension);
        ArrayNode fields = json.putArray("textFields");
        settings.textFields().forEach(fields::add);
        settings.idField().ifPresent(field -> json.put("idField", field));
        json.put("similarity", settings.similarity().name());
        json.put("m", settings.m());
        json.put("efConstruction", settings.efConstruction());
        return json.toString();
    }

    /// @throws IOException when the text is none of [#toJson()], or one of a newer version
    static CollectionState parse(String text) throws IOException {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            int format = json.required("format").asInt();
            if (format != FORMAT) {
                throw new IOException(
                        "the format must be %d but was %d; another version of Lanes wrote it"
                                .formatted(FORMAT, format));
            }
            List<String> fields = new ArrayList<>();
            json.required("textFields").forEach(field -> fields.add(field.asString()));
            CollectionSettings settings =
                    new CollectionSettings(
                            json.required("model").asString(),
                            fields,
                            Optional.ofNullable(json.get("idField")).map(JsonNode::asString),
                            Similarity.valueOf(json.required("similarity").asString()),
                            json.required("m").asInt(),
                            json.required("efConstruction").asInt());
            return new CollectionState(
                    settings,
                    json.required("encoding").asString(),
                    json.required("dimension").asInt(),
                    json.required("documents").asLong(),
                    json.required("fingerprint").asLong());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("the settings cannot be read: " + e.getMessage(), e);
        }
    }
}
