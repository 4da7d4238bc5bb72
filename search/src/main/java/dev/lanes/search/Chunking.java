package dev.lanes.search;

/// How long texts are cut into passages, each with a row of its own.
///
/// @param tokens of the field's model in a passage at most, 8..8192, special tokens not counted
/// @param overlap tokens at the end of a passage that the next one begins with, less than half of
///   them
public record Chunking(int tokens, int overlap) {
    /// Checks the numbers.
    public Chunking {
        if (tokens < 8 || tokens > 8192) {
            throw new IllegalArgumentException("tokens must be in 8..8192 but were " + tokens);
        }
        if (overlap < 0 || overlap * 2 >= tokens) {
            throw new IllegalArgumentException(
                    "overlap must be at least 0 and less than half of %d tokens but was %d"
                            .formatted(tokens, overlap));
        }
    }

    /// Passages of so many tokens, which share an eighth with the next.
    public static Chunking ofTokens(int tokens) {
        return new Chunking(tokens, Math.max(0, tokens / 8));
    }
}
