package dev.lanes.inference.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Cuts texts into the token ids of a model, truncated at its limit and never padded, whatever
/// truncation and padding the tokenizer's file asks for.
///
/// Safe for use by many threads; the owner sees to it that nobody is inside when it is closed.
final class Tokenizer implements AutoCloseable {
    /// English has four to five characters a token. Of a text much longer than the model can read
    /// only the first part is tokenized.
    private static final int CHARS_PER_TOKEN = 16;

    /// Tokens that are far from where a word was cut.
    private static final int FAR = 64;

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

    /// How many ids each text has, without special tokens and without a limit.
    int[] count(List<String> texts) {
        String[] all = texts.stream().map(Tokenizer::wellFormed).toArray(String[]::new);
        return Arrays.stream(subwords.encode(all)).mapToInt(ids -> ids.length).toArray();
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
        long reach = (long) Math.max(1, room) * CHARS_PER_TOKEN;
        var beginnings = new Beginning[texts.length];
        Arrays.setAll(beginnings, i -> Beginning.of(texts[i], reach));
        long[][] ids = subwords.encode(wellFormed(beginnings));
        // A beginning of few but very long words may not fill the model: then more of it counts.
        for (int i = 0; i < ids.length; i++) {
            for (long longer = reach * 8; !beginnings[i].suffices(ids[i], room); longer *= 8) {
                beginnings[i] = Beginning.of(texts[i], longer);
                ids[i] = subwords.encode(wellFormed(beginnings[i]))[0];
            }
        }
        return ids;
    }

    private static String[] wellFormed(Beginning... beginnings) {
        return Arrays.stream(beginnings)
                .map(beginning -> wellFormed(beginning.text))
                .toArray(String[]::new);
    }

    /// The first part of a text.
    private record Beginning(String text, End end) {
        private enum End {
            /// That of the text itself.
            TEXT,
            /// A blank. Tokenizers do not look across blanks: all tokens are those of the text.
            BLANK,
            /// Between any two characters, where there is no blank. The tokens there are not those
            /// of the text; those far from there are the same, but for words that repeat themselves
            /// without end, for which many ways to cut are equally good.
            ANYWHERE
        }

        static Beginning of(String text, long reach) {
            if (text.length() <= reach) {
                return new Beginning(text, End.TEXT);
            }
            int blank = text.lastIndexOf(' ', (int) reach);
            // One far in front leaves too little, however far one reaches into what follows it.
            if (blank > reach / 2) {
                return new Beginning(text.substring(0, blank), End.BLANK);
            }
            boolean pair = Character.isHighSurrogate(text.charAt((int) reach - 1));
            return new Beginning(text.substring(0, (int) reach - (pair ? 1 : 0)), End.ANYWHERE);
        }

        boolean suffices(long[] ids, int room) {
            return switch (end) {
                case TEXT -> true;
                case BLANK -> ids.length >= room;
                case ANYWHERE -> ids.length >= 2L * room + FAR;
            };
        }
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
