package dev.lanes.sparse.text;

/// The tokens of one text after the other, and how often each term is in it. For one thread.
final class TermCounter {
    /// By list, all 0 between texts.
    private final int[] counts;

    private int[] tokens = {};
    private int length;
    private int[] lists = {};
    private int[] frequencies = {};
    private int distinct;

    TermCounter(int listCount) {
        counts = new int[listCount];
    }

    /// Room for the tokens of a text.
    ///
    /// @param count how many they will be
    int[] room(int count) {
        if (tokens.length < count) {
            tokens = new int[2 * count];
            lists = new int[2 * count];
            frequencies = new int[2 * count];
        }
        length = count;
        return tokens;
    }

    /// Counts the tokens that were put there, in the order in which they come; gaps are left out.
    void count() {
        distinct = 0;
        for (int i = 0; i < length; i++) {
            int list = tokens[i];
            if (list >= 0 && counts[list]++ == 0) {
                lists[distinct++] = list;
            }
        }
        for (int i = 0; i < distinct; i++) {
            frequencies[i] = counts[lists[i]];
            counts[lists[i]] = 0;
        }
    }

    /// Takes terms that were counted before.
    void take(int[] listsThere, int[] frequenciesThere, int from, int to) {
        distinct = to - from;
        System.arraycopy(listsThere, from, lists, 0, distinct);
        System.arraycopy(frequenciesThere, from, frequencies, 0, distinct);
    }

    /// The tokens with other numbers of their lists.
    int[] numbered(int[] numbers) {
        for (int i = 0; i < length; i++) {
            tokens[i] = tokens[i] < 0 ? tokens[i] : numbers[tokens[i]];
        }
        return tokens;
    }

    /// How many tokens there are, gaps included.
    int length() {
        return length;
    }

    /// How many tokens there are that are no gaps.
    int terms() {
        int terms = 0;
        for (int i = 0; i < distinct; i++) {
            terms += frequencies[i];
        }
        return terms;
    }

    /// How many terms there are.
    int distinct() {
        return distinct;
    }

    int list(int number) {
        return lists[number];
    }

    int frequency(int number) {
        return frequencies[number];
    }
}
