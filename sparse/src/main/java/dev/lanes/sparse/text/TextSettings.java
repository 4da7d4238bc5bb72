package dev.lanes.sparse.text;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// How texts are stored and scored. Immutable.
///
/// @param fields 1..64 of them, no name twice
/// @param analyzer makes terms of texts and of queries
/// @param k1 how soon more of the same term counts no more; finite, at least 0
/// @param b how much the length of a text counts; in 0..1
public record TextSettings(List<TextField> fields, Analyzer analyzer, float k1, float b) {
    /// The most fields that there may be.
    public static final int MAX_FIELDS = 64;

    private static final float DEFAULT_K1 = 1.2f;
    private static final float DEFAULT_B = .75f;

    public TextSettings {
        fields = List.copyOf(fields);
        Objects.requireNonNull(analyzer, "analyzer");
        if (fields.isEmpty() || fields.size() > MAX_FIELDS) {
            throw new IllegalArgumentException(
                    "fields must be 1..%d but were %d".formatted(MAX_FIELDS, fields.size()));
        }
        if (fields.stream().map(TextField::name).distinct().count() < fields.size()) {
            throw new IllegalArgumentException("field names must differ but were " + fields);
        }
        if (!(k1 >= 0) || Float.isInfinite(k1)) {
            throw new IllegalArgumentException("k1 must be finite and at least 0 but was " + k1);
        }
        if (!(b >= 0 && b <= 1)) {
            throw new IllegalArgumentException("b must be in 0..1 but was " + b);
        }
    }

    /// Fields of weight 1, the standard analyzer, k1 1.2 and b .75.
    ///
    /// @param fields their names
    /// @return settings to go on from
    public static TextSettings of(String... fields) {
        return new TextSettings(
                Stream.of(fields).map(TextField::of).toList(),
                Analyzer.standard(),
                DEFAULT_K1,
                DEFAULT_B);
    }

    /// The same with other fields.
    ///
    /// @param others with their weights
    /// @return new settings
    public TextSettings withFields(TextField... others) {
        return new TextSettings(List.of(others), analyzer, k1, b);
    }

    /// The same with other terms.
    ///
    /// @param other makes terms of texts and of queries
    /// @return new settings
    public TextSettings withAnalyzer(Analyzer other) {
        return new TextSettings(fields, other, k1, b);
    }

    /// The same with other parameters of BM25.
    ///
    /// @param newK1 finite, at least 0
    /// @param newB in 0..1
    /// @return new settings
    public TextSettings withBm25(float newK1, float newB) {
        return new TextSettings(fields, analyzer, newK1, newB);
    }

    /// The number of a field.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    int field(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "field must be one of %s but was \"%s\""
                        .formatted(fields.stream().map(TextField::name).toList(), name));
    }
}
