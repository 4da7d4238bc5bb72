package dev.lanes.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// One record of a collection: a JSON object, kept to the letter.
///
/// Key order, spaces and the digits of numbers stay as they came in. Documents are immutable and
/// safe to share between threads.
public final class Document {
    private static final String NO_PLACE = "the document";

    private final String json;
    private final Map<String, JsonValue> fields;
    private final String source;
    private final long line;

    private Document(String json, Map<String, JsonValue> fields, String source, long line) {
        this.json = json;
        this.fields = fields;
        this.source = source;
        this.line = line;
    }

    /// A document from its JSON text.
    ///
    /// @throws InvalidDocumentException when the text is not exactly one JSON object, or has a key
    ///   twice
    public static Document parse(String json) {
        Map<String, JsonValue> fields = JsonObjects.read(json.strip(), NO_PLACE);
        // In valid JSON, line ends stand between values only; without them a document is one line.
        String line = json.strip().replace('\n', ' ').replace('\r', ' ');
        return new Document(line, fields, "", 0);
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
        String place = source + ", line " + line;
        return new Document(json.strip(), JsonObjects.read(json, place), source, line);
    }

    /// The whole object on one line, as it came in.
    public String json() {
        return json;
    }

    /// The characters of a field of the top level that is a string; empty when it is missing or
    /// something else.
    public Optional<String> text(String field) {
        return value(field)
                .filter(value -> value.kind() == JsonValue.Kind.STRING)
                .map(JsonValue::text);
    }

    Optional<JsonValue> value(String field) {
        return Optional.ofNullable(fields.get(field));
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
