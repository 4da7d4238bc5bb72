package dev.lanes.search;

import dev.lanes.vector.SparseVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// One record of a collection: a JSON object, kept to the letter, and vectors that come with it.
///
/// Key order, spaces and the digits of numbers stay as they came in. Documents are immutable and
/// safe to share between threads. Equal are those with equal JSON texts.
public final class Document {
    private static final String NO_PLACE = "the document";

    private final String json;
    private final Map<String, Object> vectors;
    private final String source;
    private final long line;

    /// Read when it is needed: what comes out of a collection often is not looked at.
    private volatile Map<String, JsonValue> fields;

    private Document(String json, Map<String, Object> vectors, String source, long line) {
        this.json = json;
        this.vectors = vectors;
        this.source = source;
        this.line = line;
    }

    /// A document from its JSON text.
    ///
    /// @throws InvalidDocumentException when the text is not exactly one JSON object, or has a key
    ///   twice
    public static Document parse(String json) {
        String text = json.strip();
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return read(text, "", 0);
        }
        JsonObjects.read(text, NO_PLACE);
        // In valid JSON, line ends stand between values only; without them a document is one line.
        return read(text.replace('\n', ' ').replace('\r', ' '), "", 0);
    }

    /// A document with the fields `id` and `text`.
    public static Document of(String id, String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", Objects.requireNonNull(id, "id"));
        fields.put("text", Objects.requireNonNull(text, "text"));
        return of(fields);
    }

    /// A document with these fields; values may be whatever has a place in JSON: texts, numbers,
    /// booleans, lists and maps.
    public static Document of(Map<String, ?> fields) {
        return parse(JsonMapper.shared().writeValueAsString(fields));
    }

    /// A line of a file, whose name and number errors will mention.
    static Document ofLine(String json, String source, long line) {
        return read(json.strip(), source, line);
    }

    private static Document read(String json, String source, long line) {
        Document document = new Document(json, Map.of(), source, line);
        document.fields = JsonObjects.read(json, line == 0 ? NO_PLACE : document.place(0));
        return document;
    }

    /// One that was read before.
    static Document stored(String json) {
        return new Document(json, Map.of(), "", 0);
    }

    /// One of a line of a file that was read before.
    static Document staged(String json, String source, long line) {
        return new Document(json, Map.of(), source, line);
    }

    /// The same with a row for a field, which is then not made of the document: of a [Field.Dense],
    /// or of a [Field.Semantic] whose texts are not cut into passages.
    ///
    /// @param vector of the field's dimension, copied
    public Document withVector(String field, float[] vector) {
        return withRow(field, vector.clone());
    }

    /// The same with a row for a field, which is then not made of the document: of a
    /// [Field.Sparse], or of a [Field.Semantic] whose texts are not cut into passages.
    public Document withVector(String field, SparseVector vector) {
        return withRow(field, Objects.requireNonNull(vector, "vector"));
    }

    private Document withRow(String field, Object row) {
        Map<String, Object> more = new HashMap<>(vectors);
        more.put(Objects.requireNonNull(field, "field"), row);
        Document document = new Document(json, more, source, line);
        document.fields = fields;
        return document;
    }

    /// The same with other values at the top level. Those that are there keep their places, new
    /// ones come last. Everything else stays to the letter.
    ///
    /// @param values whatever has a place in JSON, by name
    public Document with(Map<String, ?> values) {
        Map<String, String> raws = new LinkedHashMap<>();
        fields().forEach((name, value) -> raws.put(name, value.raw()));
        values.forEach(
                (name, value) -> raws.put(name, JsonMapper.shared().writeValueAsString(value)));
        return ofRaws(raws);
    }

    /// The same without a value at the top level, if it is there.
    public Document without(String name) {
        Map<String, String> raws = new LinkedHashMap<>();
        fields().forEach((other, value) -> raws.put(other, value.raw()));
        raws.remove(name);
        return ofRaws(raws);
    }

    private Document ofRaws(Map<String, String> raws) {
        Document changed =
                parse(
                        raws.entrySet().stream()
                                .map(field ->
                                        JsonMapper.shared().writeValueAsString(field.getKey())
                                                + ":"
                                                + field.getValue())
                                .collect(Collectors.joining(",", "{", "}")));
        Document document = new Document(changed.json, vectors, source, line);
        document.fields = changed.fields;
        return document;
    }

    /// The whole object on one line, as it came in.
    public String json() {
        return json;
    }

    /// The names of the values at the top level, in their order.
    public List<String> names() {
        return List.copyOf(fields().keySet());
    }

    /// The characters of a field of the top level that is a string; empty when it is missing or
    /// something else.
    public Optional<String> text(String field) {
        return value(field)
                .filter(value -> value.kind() == JsonValue.Kind.STRING)
                .map(JsonValue::text);
    }

    /// The characters of all strings of a field of the top level: of the string that it is, or of
    /// those in the array that it is.
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        value(field)
                .ifPresent(value -> {
                    text(field).ifPresent(texts::add);
                    value.elements().stream()
                            .filter(element -> element.kind() == JsonValue.Kind.STRING)
                            .forEach(element -> texts.add(element.text()));
                });
        return texts;
    }

    /// A field of the top level as JSON, to the letter; empty when it is missing.
    public Optional<String> raw(String field) {
        return value(field).map(JsonValue::raw);
    }

    Optional<JsonValue> value(String field) {
        return Optional.ofNullable(fields().get(field));
    }

    /// A row that came with the document: a `float[]` or a [SparseVector].
    Optional<Object> vector(String field) {
        return Optional.ofNullable(vectors.get(field));
    }

    /// The fields that came with rows.
    Set<String> vectorFields() {
        return vectors.keySet();
    }

    /// The file that it came from; empty when it came from elsewhere.
    String source() {
        return source;
    }

    boolean hasVectors() {
        return !vectors.isEmpty();
    }

    private Map<String, JsonValue> fields() {
        Map<String, JsonValue> read = fields;
        if (read == null) {
            read = JsonObjects.read(json, NO_PLACE);
            fields = read;
        }
        return read;
    }

    /// The line of the file that it came from, counted from 1; 0 when it came from elsewhere.
    long line() {
        return line;
    }

    /// Where it came from, for errors.
    ///
    /// @param number how many documents came before it
    String place(long number) {
        return line == 0 ? "document " + number : source + ", line " + line;
    }

    /// The JSON text.
    @Override
    public String toString() {
        return json;
    }

    /// Two documents are equal when their JSON texts are.
    @Override
    public boolean equals(Object other) {
        return other instanceof Document document && json.equals(document.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }
}
