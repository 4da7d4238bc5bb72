package dev.lanes.inference.internal;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dev.lanes.inference.ModelFileException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/// A tokenizer.json, by Hugging Face's tokenizers.
///
/// It stands on the native layer of DJL's tokenizers. The class above that layer copies seven
/// arrays per text where one is wanted, and sends telemetry when it is first used.
final class HuggingFaceSubwords implements Subwords {
    private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;

    private final long handle;
    private final Template template;
    private final TokenizerJson vocabulary;

    private HuggingFaceSubwords(long handle, Template template, TokenizerJson vocabulary) {
        this.handle = handle;
        this.template = template;
        this.vocabulary = vocabulary;
    }

    /// @param name of the file, for errors
    /// @param json its bytes
    static HuggingFaceSubwords open(String name, byte[] json) {
        load();
        long handle;
        try {
            handle = LIBRARY.createTokenizerFromString(new String(json, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw notATokenizer(name, e);
        }
        try {
            LIBRARY.disablePadding(handle);
            // The limit is ours: the library would build what it cuts off once more, to give it
            // back.
            LIBRARY.disableTruncation(handle);
            return new HuggingFaceSubwords(
                    handle, new TemplateProbe(name, handle).find(), TokenizerJson.read(name, json));
        } catch (ModelFileException e) {
            LIBRARY.deleteTokenizer(handle);
            throw e;
        } catch (RuntimeException e) {
            LIBRARY.deleteTokenizer(handle);
            throw notATokenizer(name, e);
        }
    }

    private static ModelFileException notATokenizer(String name, RuntimeException e) {
        return new ModelFileException(
                "%s: expected a tokenizer but found: %s".formatted(name, e.getMessage()), e);
    }

    @Override
    public long[][] encode(String[] texts) {
        // A batch goes to threads of the library, which is slower for one text.
        long[] encodings =
                texts.length == 1
                        ? new long[] {LIBRARY.encode(handle, texts[0], false)}
                        : LIBRARY.batchEncode(handle, texts, false);
        try {
            return Arrays.stream(encodings).mapToObj(LIBRARY::getTokenIds).toArray(long[][]::new);
        } finally {
            Arrays.stream(encodings).forEach(LIBRARY::deleteEncoding);
        }
    }

    @Override
    public Template template() {
        return template;
    }

    @Override
    public int largestId() {
        return vocabulary.largestId();
    }

    @Override
    public BitSet special() {
        return vocabulary.special();
    }

    @Override
    public void close() {
        LIBRARY.deleteTokenizer(handle);
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
