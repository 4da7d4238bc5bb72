package dev.lanes.sparse.text;

/// Counts how often each term is in a text, one text after the other. For one thread.
final class TermCounter {
    /// By list, all 0 between texts.
    private final int[] counts;

    private int[] lists;
    private int[] frequencies;
    private int distinct;

    TermCounter(int listCount) {
        counts = new int[listCount];
        lists = new int[0];
        frequencies = lists;
    }

    /// Counts the terms of a stretch of tokens, in the order in which they come; gaps are left out.
    void count(int[] tokens, int from, int to) {
        if (lists.length < to - from) {
            lists = new int[2 * (to - from)];
            frequencies = new int[lists.length];
        }
        distinct = 0;
        for (int i = from; i < to; i++) {
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
