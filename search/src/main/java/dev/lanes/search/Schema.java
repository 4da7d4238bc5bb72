package dev.lanes.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a collection makes of its documents. Immutable.
///
/// ```java
/// Schema schema = Schema.of(
///         Field.text("title"),
///         Field.semantic("meaning", "e5-small-v2").from("title", "text"),
///         Field.keyword("genres"),
///         Field.dates("released"));
/// ```
///
/// @param fields 1..256 of them, no name twice
/// @param idField the value of a document that is its id, a text or a number; documents without an
///   id are counted from 0 where empty
/// @param ranking how [Field.Text]s are made into words and ranked
public record Schema(List<Field> fields, Optional<String> idField, TextRanking ranking) {
    /// The most fields that there may be.
    public static final int MAX_FIELDS = 256;

    private static final String DEFAULT_ID = "id";

    /// Copies the list.
    public Schema {
        fields = List.copyOf(fields);
        Objects.requireNonNull(idField, "idField");
        Objects.requireNonNull(ranking, "ranking");
        if (fields.isEmpty() || fields.size() > MAX_FIELDS) {
            throw new IllegalArgumentException(
                    "fields must be 1..%d but were %d".formatted(MAX_FIELDS, fields.size()));
        }
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name())) {
                throw new IllegalArgumentException(
                        "field names must differ but \"%s\" is there twice"
                                .formatted(field.name()));
            }
        }
    }

    /// Fields of documents whose id is the value `id`.
    public static Schema of(Field... fields) {
        return new Schema(List.of(fields), Optional.of(DEFAULT_ID), TextRanking.standard());
    }

    /// The same for documents whose id is another value.
    public Schema withIdField(String field) {
        return new Schema(fields, Optional.of(field), ranking);
    }

    /// The same for documents without an id: they are counted from 0.
    public Schema withoutIds() {
        return new Schema(fields, Optional.empty(), ranking);
    }

    /// The same with other words.
    public Schema withRanking(TextRanking other) {
        return new Schema(fields, idField, other);
    }

    /// The same with one more field.
    public Schema with(Field field) {
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return new Schema(more, idField, ranking);
    }

    /// The field of a name.
    ///
    /// @throws NoSuchElementException when there is none; the message lists those that are there
    public Field field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new NoSuchElementException(
                                "field must be one of %s but was \"%s\"".formatted(names(), name)));
    }

    private String names() {
        return fields.stream().map(Field::name).collect(Collectors.joining(", "));
    }

    /// The fields of a kind, in their order.
    public <F extends Field> List<F> fields(Class<F> kind) {
        return fields.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// As a JSON object, for [#parse].
    public String toJson() {
        return SchemaJson.write(this);
    }

    /// Reads a schema:
    ///
    /// ```json
    /// {"id": "id", "ranking": {"language": "english", "k1": 1.2, "b": 0.75},
    ///  "fields": [
    ///   {"name": "title", "type": "text", "weight": 2},
    ///   {"name": "meaning", "type": "semantic", "model": "e5-small-v2", "from": ["title", "text"],
    ///    "chunking": {"tokens": 256, "overlap": 32}, "required": true, "m": 16,
    ///    "efConstruction": 200, "similarity": "cosine"},
    ///   {"name": "embedding", "type": "dense", "dimension": 384},
    ///   {"name": "terms", "type": "sparse"},
    ///   {"name": "year", "type": "long"}]}
    /// ```
    ///
    /// Other types are `keyword`, `double`, `boolean`, `date` and `stored`. Without `"id"` the id
    /// is the value `id`; with `"id": null` documents are counted.
    ///
    /// @throws IllegalArgumentException when the text is none; the message names the field and rule
    public static Schema parse(String json) {
        return SchemaJson.read(json);
    }
}
