package dev.lanes.inference.internal;

import ai.djl.sentencepiece.jni.LibUtils;
import ai.djl.sentencepiece.jni.SentencePieceLibrary;
import dev.lanes.inference.ModelFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// A SentencePiece model as XLM-RoBERTa reads it: its first three pieces, `<unk>`, `<s>` and
/// `</s>`, are left out, `<s>`, `<pad>`, `</s>`, `<unk>` have the ids 0 to 3 instead, all other
/// pieces follow in their order, and `<mask>` is the last. Like Hugging Face's tokenizer of that
/// model it takes these words in a text for the special tokens that they name.
///
/// It stands on the native layer of DJL's binding; the class above that sends telemetry when it is
/// first used.
final class SentencePieceSubwords implements Subwords {
    private static final SentencePieceLibrary LIBRARY = SentencePieceLibrary.LIB;
    private static final List<String> RESERVED = List.of("<unk>", "<s>", "</s>");

    /// Blanks before `<mask>` belong to it. They are looked at from the first of them only: from
    /// each, a long run of blanks would take the square of its length.
    private static final Pattern SPECIAL =
            Pattern.compile("<s>|<pad>|</s>|<unk>|(?<![\\s\\p{Z}])[\\s\\p{Z}]*+<mask>");

    private static final long BEGIN = 0;
    private static final long END = 2;
    private static final long UNKNOWN = 3;
    private static final int PIECES = 1;

    private final long handle;
    private final int mask;
    private final Map<String, Long> special;

    private SentencePieceSubwords(long handle, int pieces) {
        this.handle = handle;
        this.mask = pieces + 1;
        this.special = Map.of("<s>", BEGIN, "<pad>", 1L, "</s>", END, "<unk>", UNKNOWN);
    }

    /// @param name of the file, for errors
    /// @param model its bytes
    static SentencePieceSubwords open(String name, byte[] model) {
        load();
        long handle = LIBRARY.createSentencePieceProcessor();
        try {
            int pieces = pieces(model);
            LIBRARY.loadModelFromBytes(handle, model);
            for (int i = 0; i < RESERVED.size(); i++) {
                String piece = i < pieces ? LIBRARY.idToPiece(handle, i) : "nothing";
                if (!piece.equals(RESERVED.get(i))) {
                    throw new ModelFileException(
                            "%s: expected piece %d to be %s, as in XLM-RoBERTa, but found %s"
                                    .formatted(name, i, RESERVED.get(i), piece));
                }
            }
            return new SentencePieceSubwords(handle, pieces);
        } catch (ModelFileException e) {
            LIBRARY.deleteSentencePieceProcessor(handle);
            throw e;
        } catch (RuntimeException | IOException e) {
            LIBRARY.deleteSentencePieceProcessor(handle);
            throw new ModelFileException(
                    "%s: expected a SentencePiece model but found: %s"
                            .formatted(name, e.getMessage()),
                    e);
        }
    }

    /// The library does not say how many pieces a model has, and must not be asked for one that it
    /// has not.
    private static int pieces(byte[] model) throws IOException {
        var reader = new Protobuf(new ByteArrayInputStream(model), model.length);
        int pieces = 0;
        while (reader.next()) {
            if (reader.field() == PIECES) {
                pieces++;
            }
            reader.skip();
        }
        return pieces;
    }

    @Override
    public long[][] encode(String[] texts) {
        return Arrays.stream(texts).map(this::encode).toArray(long[][]::new);
    }

    private long[] encode(String text) {
        if (text.indexOf('<') < 0) {
            return pieces(text).toArray();
        }
        LongStream.Builder ids = LongStream.builder();
        Matcher matcher = SPECIAL.matcher(text);
        int from = 0;
        while (matcher.find()) {
            pieces(text.substring(from, matcher.start())).forEach(ids);
            ids.add(special.getOrDefault(matcher.group(), (long) mask));
            from = matcher.end();
        }
        pieces(text.substring(from)).forEach(ids);
        return ids.build().toArray();
    }

    private LongStream pieces(String text) {
        return text.isEmpty()
                ? LongStream.empty()
                : Arrays.stream(LIBRARY.encode(handle, text))
                        .mapToLong(piece -> piece == 0 ? UNKNOWN : piece + 1L);
    }

    @Override
    public Template template() {
        long[] begin = {BEGIN};
        long[] end = {END};
        return new Template(begin, end, begin, new long[] {END, END}, end, -1);
    }

    @Override
    public int largestId() {
        return mask;
    }

    @Override
    public BitSet special() {
        var ids = new BitSet();
        ids.set((int) BEGIN, (int) UNKNOWN + 1);
        ids.set(mask);
        return ids;
    }

    @Override
    public void close() {
        LIBRARY.deleteSentencePieceProcessor(handle);
    }

    private static void load() {
        try {
            // Loading the same file once more does nothing.
            Settings.offline(LibUtils::loadLibrary);
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    "DJL's SentencePiece must load but does not; it unpacks its library to .djl.ai"
                            + " in the home directory or to the directory named by DJL_CACHE_DIR",
                    e);
        }
    }
}
