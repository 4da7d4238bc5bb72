package dev.lanes.search.evaluation;

import static java.util.Objects.requireNonNull;

/// A document of a BEIR corpus.
///
/// @param id as the judgements name it
/// @param title empty where it has none
/// @param text the rest
public record BeirPassage(String id, String title, String text) {
    /// Checks that nothing is missing.
    public BeirPassage {
        requireNonNull(id, "id");
        requireNonNull(title, "title");
        requireNonNull(text, "text");
    }

    /// Title and text as one, as the authors of BEIR give them to encoders: with one blank between
    /// them, and none before or after.
    public String titleAndText() {
        return (title + " " + text).strip();
    }
}
