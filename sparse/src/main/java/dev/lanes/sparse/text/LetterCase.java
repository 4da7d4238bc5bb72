package dev.lanes.sparse.text;

/// What becomes of capital letters.
public enum LetterCase {
    /// They become small ones, as Unicode says; in Turkish as the language does.
    LOWER,
    /// They stay.
    KEPT
}
