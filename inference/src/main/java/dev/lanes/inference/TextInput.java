package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

/// How a model reads texts.
///
/// @param maxTokens how many tokens of a text (of a query and a passage together where they are
///   read as a pair) the model reads, prefix and special tokens counted, in 3..65536; the rest is
///   left out
/// @param prompts what stands before texts
public record TextInput(int maxTokens, Prompts prompts) {
    /// Checks the range.
    public TextInput {
        Rules.within("max_tokens", maxTokens, 3, 65_536);
        requireNonNull(prompts, "prompts");
    }
}
