package dev.lanes.inference.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Cuts texts into the token ids of a model, truncated at its limit and never padded, whatever
/// truncation and padding the tokenizer's file asks for.
///
/// Safe for use by many threads; the owner sees to it that nobody is inside when it is closed.
final class Tokenizer implements AutoCloseable {
    /// English has four to five characters a token. Of a text much longer than the model can read
    /// only the first part is tokenized.
    private static final int CHARS_PER_TOKEN = 16;

    private final Subwords subwords;
    private final Template template;
    private final int maxTokens;

    private Tokenizer(Subwords subwords, int maxTokens) {
        this.subwords = subwords;
        this.template = subwords.template();
        this.maxTokens = maxTokens;
    }

    /// @param name of the file, for errors
    /// @param json its bytes, as Hugging Face's tokenizers write it
    /// @param maxTokens where texts are truncated, special tokens counted
    static Tokenizer open(String name, byte[] json, int maxTokens) {
        return new Tokenizer(HuggingFaceSubwords.open(name, json), maxTokens);
    }

    /// @param name of the file, for errors
    /// @param model its bytes, a SentencePiece model that is read as XLM-RoBERTa reads it
    /// @param maxTokens where texts are truncated, special tokens counted
    static Tokenizer openSentencePiece(String name, byte[] model, int maxTokens) {
        return new Tokenizer(SentencePieceSubwords.open(name, model), maxTokens);
    }

    /// The ids of each text, special tokens included.
    long[][] encode(String[] texts) {
        int room = Math.max(0, maxTokens - template.around());
        long[][] ids = first(texts, room);
        for (int i = 0; i < ids.length; i++) {
            ids[i] = template.single(ids[i], 0, Math.min(room, ids[i].length));
        }
        return ids;
    }

    /// The ids of a query with each of some passages, special tokens included. The passages are
    /// truncated and the query is not, unless it alone would leave no room for one token of a
    /// passage.
    TokenSequence[] encodePairs(String query, String[] passages) {
        int room = Math.max(0, maxTokens - template.aroundPair());
        long[] first = first(new String[] {query}, room)[0];
        int firstLength = Math.clamp(room - 1L, 0, first.length);
        int left = room - firstLength;
        long[][] others = first(passages, left);
        var pairs = new TokenSequence[passages.length];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] =
                    template.pair(first, firstLength, others[i], Math.min(left, others[i].length));
        }
        return pairs;
    }

    /// The ids of a whole text in overlapping windows, special tokens included in each. A text that
    /// fits the model is one window.
    ///
    /// @param overlap tokens that a window shares with the one before it; fewer where the limit
    ///   leaves no room for them and one more
    List<long[]> encodeWindows(String text, int overlap) {
        long[] ids = subwords.encode(new String[] {wellFormed(text)})[0];
        int room = Math.max(1, maxTokens - template.around());
        int step = Math.max(1, room - overlap);
        List<long[]> windows = new ArrayList<>();
        int from = 0;
        for (; from + room < ids.length; from += step) {
            windows.add(template.single(ids, from, from + room));
        }
        windows.add(template.single(ids, from, ids.length));
        return windows;
    }

    /// The largest id that a text can get.
    int largestId() {
        return subwords.largestId();
    }

    /// The ids of special tokens, which stand for no text; the caller's own copy.
    BitSet special() {
        return (BitSet) subwords.special().clone();
    }

    @Override
    public void close() {
        subwords.close();
    }

    /// At least the first `room` ids of each text, if it has that many.
    private long[][] first(String[] texts, int room) {
        var beginnings = new String[texts.length];
        int reach = Math.max(1, room) * CHARS_PER_TOKEN;
        for (int i = 0; i < texts.length; i++) {
            beginnings[i] = wellFormed(beginning(texts[i], reach));
        }
        long[][] ids = subwords.encode(beginnings);
        // A beginning of few but very long words may not fill the model: then more of it counts.
        for (long longer = reach * 8L; ; longer *= 8) {
            int[] again = tooShort(texts, beginnings, ids, room);
            if (again.length == 0) {
                return ids;
            }
            for (int i : again) {
                beginnings[i] = wellFormed(beginning(texts[i], longer));
                ids[i] = subwords.encode(new String[] {beginnings[i]})[0];
            }
        }
    }

    private static int[] tooShort(String[] texts, String[] beginnings, long[][] ids, int room) {
        return IntStream.range(0, ids.length)
                .filter(i -> ids[i].length < room && beginnings[i].length() < texts[i].length())
                .toArray();
    }

    /// The text up to the last blank within reach, or all of it when there is none. Tokenizers do
    /// not look across blanks, so its tokens are the first of the text.
    private static String beginning(String text, long reach) {
        if (text.length() <= reach) {
            return text;
        }
        int end = text.lastIndexOf(' ', (int) reach);
        return end <= 0 ? text : text.substring(0, end);
    }

    /// Half a surrogate pair has no UTF-8 form, and Rust's strings are UTF-8.
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(
                        text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
            }
        }
        return text;
    }
}
