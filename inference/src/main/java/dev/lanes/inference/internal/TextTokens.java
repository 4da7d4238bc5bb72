package dev.lanes.inference.internal;

import dev.lanes.inference.LongTexts;
import java.util.Arrays;
import java.util.List;

/// How texts become tokens: what stands before them, and what becomes of long ones.
///
/// @param tokenizer of the model
/// @param prompt stands before each text; of a text in windows, before the first one
/// @param longTexts what becomes of long ones
record TextTokens(Tokenizer tokenizer, String prompt, LongTexts longTexts) {
    List<List<TokenSequence>> of(List<String> texts) {
        if (longTexts.rule() != LongTexts.Rule.TRUNCATE) {
            return texts.stream().map(this::windows).toList();
        }
        String[] prompted = texts.stream().map(prompt::concat).toArray(String[]::new);
        return Arrays.stream(tokenizer.encode(prompted))
                .map(ids -> List.of(TokenSequence.of(ids)))
                .toList();
    }

    private List<TokenSequence> windows(String text) {
        return tokenizer.encodeWindows(prompt + text, longTexts.overlap()).stream()
                .map(TokenSequence::of)
                .toList();
    }
}
