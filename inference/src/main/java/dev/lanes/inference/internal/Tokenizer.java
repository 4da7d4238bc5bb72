package dev.lanes.inference.internal;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dev.lanes.inference.ModelFileException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Cuts texts into the token ids of a model, truncated at its limit and never padded, whatever
/// truncation and padding the tokenizer's file asks for.
///
/// It stands on the native layer of DJL's tokenizers. The class above that layer copies seven
/// arrays per text where one is wanted, and sends telemetry when it is first used.
///
/// Safe for use by many threads; the owner sees to it that nobody is inside when it is closed.
final class Tokenizer implements AutoCloseable {
    /// English has four to five characters a token. Of a text much longer than the model can read
    /// only the first part is tokenized.
    private static final int CHARS_PER_TOKEN = 16;

    private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;

    private final long handle;
    private final int maxTokens;

    private Tokenizer(long handle, int maxTokens) {
        this.handle = handle;
        this.maxTokens = maxTokens;
    }

    /// @param name of the file, for errors
    /// @param json its bytes
    /// @param maxTokens where texts are truncated, special tokens counted
    static Tokenizer open(String name, byte[] json, int maxTokens) {
        load();
        long handle;
        try {
            handle = LIBRARY.createTokenizerFromString(new String(json, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw new ModelFileException(
                    "%s: expected a tokenizer but found: %s".formatted(name, e.getMessage()), e);
        }
        LIBRARY.disablePadding(handle);
        LIBRARY.setTruncation(handle, maxTokens, "LONGEST_FIRST", 0);
        return new Tokenizer(handle, maxTokens);
    }

    /// The ids of each text, special tokens included.
    long[][] encode(String[] texts) {
        var beginnings = new String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            beginnings[i] = wellFormed(beginning(texts[i]));
        }
        long[][] ids = take(LIBRARY.batchEncode(handle, beginnings, true));
        for (int i = 0; i < texts.length; i++) {
            // A beginning of few but very long words may not fill the model: then all of it counts.
            if (ids[i].length < maxTokens && beginnings[i].length() < texts[i].length()) {
                ids[i] = take(LIBRARY.encode(handle, wellFormed(texts[i]), true))[0];
            }
        }
        return ids;
    }

    @Override
    public void close() {
        LIBRARY.deleteTokenizer(handle);
    }

    /// Copies the ids out of native encodings and frees these.
    private static long[][] take(long... encodings) {
        try {
            return Arrays.stream(encodings).mapToObj(LIBRARY::getTokenIds).toArray(long[][]::new);
        } finally {
            Arrays.stream(encodings).forEach(LIBRARY::deleteEncoding);
        }
    }

    /// The text up to the last blank within reach, or all of it when there is none. Tokenizers do
    /// not look across blanks, so its tokens are the first of the text.
    private String beginning(String text) {
        int reach = maxTokens * CHARS_PER_TOKEN;
        if (text.length() <= reach) {
            return text;
        }
        int end = text.lastIndexOf(' ', reach);
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

    private static void load() {
        try {
            // Where DJL finds a graphics card it would fetch another library from the network.
            Settings.offline(LibUtils::checkStatus);
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    "DJL's tokenizers must load but do not; they unpack their library to .djl.ai in"
                            + " the home directory or to the directory named by DJL_CACHE_DIR",
                    e);
        }
    }
}
