package dev.lanes.inference.internal;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dev.lanes.inference.ModelFileException;
import java.util.Arrays;
import java.util.List;

/// Finds out what a tokenizer puts around texts, by asking it: its file may say so in several
/// forms.
///
/// @param name of the tokenizer's file, for errors
/// @param handle of the native tokenizer
record TemplateProbe(String name, long handle) {
    private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;

    /// Words of which every vocabulary has one or a token for what it does not know.
    private static final List<String> WORDS = List.of("a", "the", "1", "one", "[UNK]");

    /// @param ids of some tokens
    /// @param types of the same tokens
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Encoded(long[] ids, long[] types) {}

    Template find() {
        for (String word : WORDS) {
            long[] plain = encode(word, false).ids();
            if (plain.length > 0) {
                return find(word, plain);
            }
        }
        throw new ModelFileException(
                "%s: expected tokens for one of the words %s but found none"
                        .formatted(name, WORDS));
    }

    private Template find(String word, long[] plain) {
        long[] single = encode(word, true).ids();
        int start = place(plain, single, 0);
        Encoded pair = take(LIBRARY.encodeDual(handle, word, word, true));
        int first = place(plain, pair.ids, 0);
        int second = place(plain, pair.ids, first + plain.length);
        int gap = first + plain.length;
        int types = -1;
        for (int i = pair.types.length - 1; i >= gap && pair.types[i] == 1; i--) {
            types = i;
        }
        return new Template(
                Arrays.copyOf(single, start),
                Arrays.copyOfRange(single, start + plain.length, single.length),
                Arrays.copyOf(pair.ids, first),
                Arrays.copyOfRange(pair.ids, gap, second),
                Arrays.copyOfRange(pair.ids, second + plain.length, pair.ids.length),
                types < 0 ? -1 : Math.min(types, second) - gap);
    }

    private Encoded encode(String text, boolean special) {
        return take(LIBRARY.encode(handle, text, special));
    }

    private static Encoded take(long encoding) {
        try {
            return new Encoded(LIBRARY.getTokenIds(encoding), LIBRARY.getTypeIds(encoding));
        } finally {
            LIBRARY.deleteEncoding(encoding);
        }
    }

    private int place(long[] part, long[] whole, int from) {
        for (int i = from; i + part.length <= whole.length; i++) {
            if (Arrays.equals(part, 0, part.length, whole, i, i + part.length)) {
                return i;
            }
        }
        throw new ModelFileException(
                "%s: expected special tokens around the tokens of a text, which are %s, but found %s"
                        .formatted(name, Arrays.toString(part), Arrays.toString(whole)));
    }
}
