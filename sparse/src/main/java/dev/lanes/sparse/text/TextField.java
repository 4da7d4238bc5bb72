package dev.lanes.sparse.text;

/// A part of the texts with terms, lengths and a weight of its own.
///
/// @param name as queries name it: a letter or underscore, then letters, digits, underscores, dots
///   and hyphens
/// @param weight what scores in this field are multiplied by; finite and above 0
public record TextField(String name, float weight) {
    public TextField {
        if (!name.matches("[\\p{L}_][\\p{L}\\p{N}_.-]*")) {
            throw new IllegalArgumentException(
                    "field name must be a letter and then letters, digits, '_', '.' and '-' but was"
                            + " \"%s\"".formatted(name));
        }
        if (!(weight > 0) || Float.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "field weight must be finite and above 0 but was " + weight);
        }
    }

    /// A field of weight 1.
    ///
    /// @param name as queries name it
    /// @return the field
    public static TextField of(String name) {
        return new TextField(name, 1);
    }
}
