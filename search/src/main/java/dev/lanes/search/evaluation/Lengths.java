package dev.lanes.search.evaluation;

import java.util.Map;
import java.util.TreeMap;

/// How long texts are, in words. A word is what stands between blanks.
///
/// @param texts how many texts there are
/// @param averageWords words of a text on average; 0 when there are none
/// @param medianWords half of the texts have as many or fewer; the mean of the two in the middle
///   where their number is even; 0 when there are none
public record Lengths(long texts, double averageWords, double medianWords) {
    /// Counts the words of texts.
    public static Lengths of(Iterable<String> texts) {
        var counter = new Counter();
        texts.forEach(counter::add);
        return counter.lengths();
    }

    /// Counts the words of texts that come one by one, and keeps none of them. Not thread-safe.
    public static final class Counter {
        private final TreeMap<Integer, Long> textsByWords = new TreeMap<>();
        private long texts;
        private long words;

        /// Begins with no text.
        public Counter() {}

        /// Counts one more.
        public void add(String text) {
            int count = words(text);
            texts++;
            words += count;
            textsByWords.merge(count, 1L, Long::sum);
        }

        private static int words(String text) {
            int count = 0;
            boolean inside = false;
            for (int i = 0; i < text.length(); i++) {
                boolean blank =
                        Character.isWhitespace(text.charAt(i))
                                || Character.isSpaceChar(text.charAt(i));
                count += !blank && !inside ? 1 : 0;
                inside = !blank;
            }
            return count;
        }

        /// The lengths of those counted so far.
        public Lengths lengths() {
            return texts == 0
                    ? new Lengths(0, 0, 0)
                    : new Lengths(
                            texts,
                            (double) words / texts,
                            (atRank((texts + 1) / 2) + atRank(texts / 2 + 1)) / 2.);
        }

        /// The words of one text when they are sorted by them.
        private int atRank(long rank) {
            long before = 0;
            for (Map.Entry<Integer, Long> entry : textsByWords.entrySet()) {
                before += entry.getValue();
                if (before >= rank) {
                    return entry.getKey();
                }
            }
            throw new IllegalStateException(
                    "rank must be in 1..%d but was %d".formatted(texts, rank));
        }
    }
}
