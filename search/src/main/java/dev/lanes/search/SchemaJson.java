package dev.lanes.search;

import dev.lanes.sparse.text.Language;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A [Schema] as JSON.
final class SchemaJson {
    private static final Set<String> SCHEMA_KEYS = Set.of("id", "ranking", "fields");
    private static final Set<String> RANKING_KEYS = Set.of("language", "k1", "b");
    private static final Set<String> CHUNKING_KEYS = Set.of("tokens", "overlap");

    private SchemaJson() {}

    static String write(Schema schema) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", schema.idField().orElse(null));
        ObjectNode ranking = json.putObject("ranking");
        schema.ranking().language().ifPresent(language -> ranking.put("language", name(language)));
        ranking.put("k1", schema.ranking().k1());
        ranking.put("b", schema.ranking().b());
        ArrayNode fields = json.putArray("fields");
        schema.fields().forEach(field -> write(field, fields.addObject()));
        return json.toString();
    }

    private static void write(Field field, ObjectNode json) {
        json.put("name", field.name());
        json.put("type", type(field));
        switch (field) {
            case Field.Text text -> {
                write(text.source(), json);
                json.put("weight", text.weight());
            }
            case Field.Semantic semantic -> {
                json.put("model", semantic.model());
                write(semantic.source(), json);
                write(semantic.graph(), json);
                semantic.chunking().ifPresent(chunking -> write(chunking, json));
            }
            case Field.Dense dense -> {
                json.put("dimension", dense.dimension());
                write(dense.graph(), json);
            }
            case Field.Sparse _, Field.Value _, Field.Stored _ -> {
                // A name and a type are all they have.
            }
        }
    }

    /// What a schema calls the kind of a field.
    static String type(Field field) {
        return switch (field) {
            case Field.Text _ -> "text";
            case Field.Semantic _ -> "semantic";
            case Field.Dense _ -> "dense";
            case Field.Sparse _ -> "sparse";
            case Field.Value value -> name(value.type());
            case Field.Stored _ -> "stored";
        };
    }

    private static void write(Chunking chunking, ObjectNode json) {
        json.putObject("chunking")
                .put("tokens", chunking.tokens())
                .put("overlap", chunking.overlap());
    }

    private static void write(TextSource source, ObjectNode json) {
        ArrayNode from = json.putArray("from");
        source.fields().forEach(from::add);
        json.put("required", source.presence() == TextSource.Presence.REQUIRED);
    }

    private static void write(Graph graph, ObjectNode json) {
        graph.similarity().ifPresent(similarity -> json.put("similarity", name(similarity)));
        json.put("m", graph.m());
        json.put("efConstruction", graph.efConstruction());
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static Schema read(String text) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "a schema must be JSON but was not: " + e.getOriginalMessage(), e);
        }
        requireKeys(json, SCHEMA_KEYS, "the schema");
        List<Field> fields = new ArrayList<>();
        JsonNode list = json.path("fields");
        if (!list.isArray()) {
            throw new IllegalArgumentException("the schema must have an array \"fields\"");
        }
        list.forEach(field -> fields.add(field(field)));
        Optional<String> id =
                json.has("id")
                        ? Optional.of(json.get("id"))
                                .filter(JsonNode::isString)
                                .map(JsonNode::asString)
                        : Optional.of("id");
        return new Schema(fields, id, ranking(json.path("ranking")));
    }

    private static TextRanking ranking(JsonNode json) {
        TextRanking standard = TextRanking.standard();
        if (json.isMissingNode()) {
            return standard;
        }
        requireKeys(json, RANKING_KEYS, "\"ranking\"");
        Optional<Language> language =
                Optional.ofNullable(json.get("language"))
                        .map(name -> constant(Language.class, name.asString(), "language"));
        return new TextRanking(
                language,
                (float) json.path("k1").asDouble(standard.k1()),
                (float) json.path("b").asDouble(standard.b()));
    }

    private static Field field(JsonNode json) {
        if (!json.path("name").isString() || !json.path("type").isString()) {
            throw new IllegalArgumentException(
                    "a field must have the texts \"name\" and \"type\" but was " + json);
        }
        String name = json.get("name").asString();
        String type = json.get("type").asString();
        try {
            return switch (type) {
                case "text" -> {
                    only(json, "from", "required", "weight");
                    yield new Field.Text(
                            name, source(json, name), (float) json.path("weight").asDouble(1));
                }
                case "semantic" -> {
                    only(
                            json,
                            "model",
                            "from",
                            "required",
                            "chunking",
                            "similarity",
                            "m",
                            "efConstruction");
                    yield new Field.Semantic(
                            name,
                            json.path("model").asString(""),
                            source(json, name),
                            Optional.ofNullable(json.get("chunking")).map(SchemaJson::chunking),
                            graph(json));
                }
                case "dense" -> {
                    only(json, "dimension", "similarity", "m", "efConstruction");
                    yield new Field.Dense(name, json.path("dimension").asInt(0), graph(json));
                }
                case "sparse" -> plain(json, new Field.Sparse(name));
                case "stored" -> plain(json, new Field.Stored(name));
                default ->
                        plain(json, new Field.Value(name, constant(ValueKind.class, type, "type")));
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "field \"%s\": %s".formatted(name, e.getMessage()), e);
        }
    }

    private static Field plain(JsonNode json, Field field) {
        only(json);
        return field;
    }

    private static TextSource source(JsonNode json, String name) {
        List<String> from = new ArrayList<>();
        json.path("from").forEach(field -> from.add(field.asString()));
        if (!json.has("from")) {
            from.add(name);
        }
        return new TextSource(
                from,
                json.path("required").asBoolean(false)
                        ? TextSource.Presence.REQUIRED
                        : TextSource.Presence.OPTIONAL);
    }

    private static Graph graph(JsonNode json) {
        Graph standard = Graph.of();
        return new Graph(
                Optional.ofNullable(json.get("similarity"))
                        .map(name -> constant(Similarity.class, name.asString(), "similarity")),
                json.path("m").asInt(standard.m()),
                json.path("efConstruction").asInt(standard.efConstruction()));
    }

    private static Chunking chunking(JsonNode json) {
        requireKeys(json, CHUNKING_KEYS, "\"chunking\"");
        Chunking standard = Chunking.ofTokens(json.path("tokens").asInt(0));
        return new Chunking(standard.tokens(), json.path("overlap").asInt(standard.overlap()));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, String what) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> name(constant).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s must be one of %s but was \"%s\""
                                        .formatted(
                                                what,
                                                Stream.of(type.getEnumConstants())
                                                        .map(SchemaJson::name)
                                                        .collect(Collectors.joining(", ")),
                                                name)));
    }

    private static void only(JsonNode json, String... keys) {
        requireKeys(
                json,
                Stream.concat(Stream.of("name", "type"), Stream.of(keys))
                        .collect(Collectors.toSet()),
                "it");
    }

    private static void requireKeys(JsonNode json, Set<String> known, String what) {
        if (!json.isObject()) {
            throw new IllegalArgumentException(
                    "%s must be a JSON object but was %s".formatted(what, json));
        }
        Consumer<String> require =
                key -> {
                    if (!known.contains(key)) {
                        throw new IllegalArgumentException(
                                "%s may have %s but had \"%s\""
                                        .formatted(
                                                what,
                                                known.stream()
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")),
                                                key));
                    }
                };
        json.propertyNames().forEach(require);
    }
}
