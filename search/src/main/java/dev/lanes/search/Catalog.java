package dev.lanes.search;

import dev.lanes.search.index.Numbers;
import dev.lanes.search.store.FieldTable;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a collection's database says about the collection as a whole.
///
/// @param schema what is made of documents
/// @param numbers how documents and their passages are numbered
/// @param states what is kept for the fields, by name; nothing for texts and what is only stored
/// @param nextTable the number of the next table
/// @param seed of its graphs, by which a file of another collection is recognised
record Catalog(
        Schema schema, Numbers numbers, Map<String, FieldState> states, int nextTable, long seed) {
    /// The text fields share one index.
    static final int TEXTS = 0;

    private static final int FORMAT = 2;

    Catalog {
        states = Map.copyOf(states);
    }

    /// Of a collection that is to be made. Opens its models.
    ///
    /// @throws IllegalArgumentException when a field and its model do not fit
    static Catalog of(Schema schema, OpenModels models) {
        Map<String, FieldState> states = new LinkedHashMap<>();
        int table = TEXTS + 1;
        boolean passages = false;
        for (Field field : schema.fields()) {
            Optional<FieldState> state = state(field, table, models);
            if (state.isPresent()) {
                states.put(field.name(), state.get());
                table++;
            }
            passages |= field instanceof Field.Semantic semantic && semantic.chunking().isPresent();
        }
        return new Catalog(
                schema,
                passages ? Numbers.PASSAGES : Numbers.WHOLE,
                states,
                table,
                new SecureRandom().nextLong());
    }

    static Optional<FieldState> state(Field field, int table, OpenModels models) {
        return switch (field) {
            case Field.Text _, Field.Stored _ -> Optional.empty();
            case Field.Value value ->
                    Optional.of(
                            new FieldState.Values(
                                    FieldTable.ofValues(table, FieldState.type(value.type()))));
            case Field.Sparse _ -> Optional.of(new FieldState.Sparse(FieldTable.ofRows(table), ""));
            case Field.Dense dense ->
                    Optional.of(
                            new FieldState.Dense(
                                    FieldTable.ofRows(table),
                                    dense.dimension(),
                                    dense.graph().similarity().orElse(Similarity.COSINE),
                                    ""));
            case Field.Semantic semantic ->
                    Optional.of(semantic(semantic, FieldTable.ofRows(table), models));
        };
    }

    private static FieldState semantic(Field.Semantic field, FieldTable table, OpenModels models) {
        return switch (models.kind(field.model())) {
            case DENSE -> FieldState.of(field, table, models.dense(field.model()));
            case SPARSE -> FieldState.of(table, models.sparse(field.model()));
            case CROSS_ENCODER ->
                    throw new IllegalArgumentException(
                            "the model of the field \"%s\" must make rows of texts but %s scores pairs"
                                    .formatted(field.name(), field.model()));
        };
    }

    /// What is kept for a field.
    FieldState state(Field field) {
        return states.get(field.name());
    }

    String toJson() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("format", FORMAT);
        json.set("schema", JsonMapper.shared().readTree(schema.toJson()));
        json.put("stride", numbers.stride());
        json.put("nextTable", nextTable);
        json.put("seed", seed);
        ObjectNode fields = json.putObject("fields");
        states.forEach((name, state) -> write(state, fields.putObject(name)));
        return json.toString();
    }

    private static void write(FieldState state, ObjectNode json) {
        json.put("table", state.table().number());
        switch (state) {
            case FieldState.Dense dense -> {
                json.put("rows", "dense");
                json.put("dimension", dense.dimension());
                json.put("similarity", dense.similarity().name());
                json.put("model", dense.identity());
            }
            case FieldState.Sparse sparse -> {
                json.put("rows", "sparse");
                json.put("model", sparse.identity());
            }
            case FieldState.Values _ -> {}
        }
    }

    /// @throws IOException when the text is none of [#toJson()], or one of another version
    static Catalog parse(String text) throws IOException {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            int format = json.required("format").asInt();
            if (format != FORMAT) {
                throw new IOException(
                        "the format must be %d but was %d; another version of Lanes wrote it"
                                .formatted(FORMAT, format));
            }
            Schema schema = Schema.parse(json.required("schema").toString());
            Map<String, FieldState> states = new LinkedHashMap<>();
            JsonNode fields = json.required("fields");
            for (Field field : schema.fields()) {
                if (fields.has(field.name())) {
                    states.put(field.name(), read(field, fields.get(field.name())));
                }
            }
            return new Catalog(
                    schema,
                    new Numbers(json.required("stride").asInt()),
                    states,
                    json.required("nextTable").asInt(),
                    json.required("seed").asLong());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("the settings cannot be read: " + e.getMessage(), e);
        }
    }

    private static FieldState read(Field field, JsonNode json) {
        int table = json.required("table").asInt();
        if (field instanceof Field.Value value) {
            return new FieldState.Values(FieldTable.ofValues(table, FieldState.type(value.type())));
        }
        FieldTable rows = FieldTable.ofRows(table);
        String model = json.required("model").asString();
        return switch (json.required("rows").asString()) {
            case "dense" ->
                    new FieldState.Dense(
                            rows,
                            json.required("dimension").asInt(),
                            Similarity.valueOf(json.required("similarity").asString()),
                            model);
            case "sparse" -> new FieldState.Sparse(rows, model);
            default -> throw new IllegalArgumentException("unknown rows: " + json);
        };
    }
}
