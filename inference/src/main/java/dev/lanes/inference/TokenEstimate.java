package dev.lanes.inference;

import java.util.List;

/// How many tokens texts have, where no tokenizer is at hand.
final class TokenEstimate {
    /// English has four to five characters a token.
    private static final int CHARS_PER_TOKEN = 4;

    private TokenEstimate() {}

    static int[] of(List<String> texts) {
        return texts.stream().mapToInt(TokenEstimate::of).toArray();
    }

    private static int of(String text) {
        return (text.strip().length() + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
    }
}
