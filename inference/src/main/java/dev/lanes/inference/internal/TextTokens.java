package dev.lanes.inference.internal;

import java.util.Arrays;
import java.util.List;

/// How texts of one kind become tokens: what stands before them, and what becomes of long ones.
///
/// @param tokenizer of the model
/// @param prompt stands before each text
record TextTokens(Tokenizer tokenizer, String prompt) {
    List<List<TokenSequence>> of(List<String> texts) {
        String[] prompted = texts.stream().map(prompt::concat).toArray(String[]::new);
        return Arrays.stream(tokenizer.encode(prompted))
                .map(ids -> List.of(TokenSequence.of(ids)))
                .toList();
    }
}
