package dev.lanes.inference.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// Some consecutive texts of a stream, that are tokenized, sorted by length and encoded together,
/// so that millions of texts never lie in memory as tokens.
///
/// Different threads put results at different places; one thread reads them all after it has heard
/// of the last.
final class TextWindow<R> {
    /// A window ends at this many texts or characters.
    private static final int TEXTS = 2048;

    private static final long CHARS = 1_000_000;

    private final List<TokenSequence> sequences = new ArrayList<>();

    /// Where the sequences of each text begin, and where those of the last one end.
    private final int[] starts;

    private final Object[] results;
    private int missing;

    private TextWindow(List<List<TokenSequence>> texts) {
        starts = new int[texts.size() + 1];
        for (int i = 0; i < texts.size(); i++) {
            sequences.addAll(texts.get(i));
            starts[i + 1] = sequences.size();
        }
        results = new Object[sequences.size()];
        missing = sequences.size();
    }

    /// The next texts of a stream.
    ///
    /// @param from which of the texts that come next, for errors
    /// @param share of a full window that it may fill: an early one is small, so that others need
    ///   not wait long for it
    static List<String> read(Iterator<String> texts, long from, int share) {
        List<String> window = new ArrayList<>();
        long chars = 0;
        while (window.size() < TEXTS && chars < CHARS / share && texts.hasNext()) {
            String text = texts.next();
            Objects.requireNonNull(text, "texts[" + (from + window.size()) + "]");
            window.add(text);
            chars += text.length();
        }
        return window;
    }

    static <R> TextWindow<R> of(List<String> texts, TextStep<R> step) {
        return new TextWindow<>(step.tokenize(texts));
    }

    List<TokenSequence> sequences() {
        return sequences;
    }

    /// How many texts begin at some places.
    int texts(int[] places) {
        int texts = 0;
        for (int place : places) {
            texts += Arrays.binarySearch(starts, place) >= 0 ? 1 : 0;
        }
        return texts;
    }

    /// The tokens of some sequences.
    long tokens(int[] places) {
        long tokens = 0;
        for (int place : places) {
            tokens += sequences.get(place).length();
        }
        return tokens;
    }

    void put(int place, R result) {
        results[place] = result;
    }

    /// Counts results that were put.
    void count(int more) {
        missing -= more;
    }

    boolean complete() {
        return missing == 0;
    }

    /// Hands out the results of the texts, in their order.
    void give(TextStep<R> step, Consumer<R> results) {
        for (int i = 0; i + 1 < starts.length; i++) {
            results.accept(step.join(pieces(starts[i], starts[i + 1])));
        }
    }

    @SuppressWarnings("unchecked") // only `put` writes there
    private List<R> pieces(int from, int to) {
        return (List<R>) Arrays.asList(results).subList(from, to);
    }
}
