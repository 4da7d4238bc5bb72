package dev.lanes.search.retrieval;

/// A text field and what scores in it are multiplied by, on top of its weight in the schema.
///
/// @param name the field
/// @param boost finite and above 0
public record BoostedField(String name, float boost) {
    /// @throws IllegalArgumentException when the name is blank or the boost out of range
    public BoostedField {
        Rules.requireName("field", name);
        Rules.requireFactor("boost", boost);
    }

    /// A field from a text as OpenSearch and Elasticsearch write it.
    ///
    /// @param text a name, or a name, `^` and a boost
    /// @return the field
    /// @throws IllegalArgumentException when what is behind `^` is no boost
    public static BoostedField parse(String text) {
        int caret = text.lastIndexOf('^');
        if (caret < 0) {
            return new BoostedField(text, 1);
        }
        try {
            float boost = Float.parseFloat(text.substring(caret + 1));
            return new BoostedField(text.substring(0, caret), boost);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "what follows ^ must be a number but was \"%s\"".formatted(text), e);
        }
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        return boost == 1 ? name : name + "^" + boost;
    }
}
