package dev.lanes.sparse.text;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// The terms of each text with their frequencies, text by text; by list, each posting leads to the
/// one before it. One thread adds, others read what was there when they began.
final class FreshPostings {
    private static final int SOME = 1 << 12;

    // Volatile, so that whoever sees an array that grew sees what was copied into it.
    private volatile int[] lists = new int[SOME];
    private volatile int[] frequencies = new int[SOME];
    private volatile int[] rows = new int[SOME];

    /// 1 + the posting of the list before this one, 0 for the first.
    private volatile int[] previous = new int[SOME];

    /// By list, 1 + its last posting. Whoever reads it sees the postings before.
    private volatile AtomicIntegerArray last = new AtomicIntegerArray(SOME);

    private volatile int[] liveRows = new int[SOME];

    /// By list, where it was counted last; may be wrong.
    private int[] counted = new int[SOME];

    private int committed;
    private int end;

    /// Begins a text that nobody sees.
    void begin() {
        end = committed;
    }

    /// Makes room for so many more postings, of lists below a number.
    void reserve(int more, int listCount) {
        if (end + more > lists.length) {
            int room = Math.max(end + more, 2 * lists.length);
            lists = Arrays.copyOf(lists, room);
            frequencies = Arrays.copyOf(frequencies, room);
            rows = Arrays.copyOf(rows, room);
            previous = Arrays.copyOf(previous, room);
        }
        if (listCount > counted.length) {
            int room = Math.max(listCount, 2 * counted.length);
            var grown = new AtomicIntegerArray(room);
            for (int list = 0; list < last.length(); list++) {
                grown.setPlain(list, last.getPlain(list));
            }
            last = grown;
            liveRows = Arrays.copyOf(liveRows, room);
            counted = Arrays.copyOf(counted, room);
        }
    }

    /// Counts a token of the text.
    void add(int list, int row) {
        int there = counted[list];
        if (there >= committed && there < end && lists[there] == list) {
            frequencies[there]++;
            return;
        }
        counted[list] = end;
        lists[end] = list;
        frequencies[end] = 1;
        rows[end++] = row;
    }

    /// Where the next posting will be.
    int end() {
        return end;
    }

    /// Lets everybody see the text. Needs no memory.
    void commit() {
        for (int at = committed; at < end; at++) {
            int list = lists[at];
            previous[at] = last.getPlain(list);
            last.setRelease(list, at + 1);
            liveRows[list]++;
        }
        committed = end;
    }

    /// Counts a text's terms no more.
    void kill(int from, int to) {
        for (int at = from; at < to; at++) {
            liveRows[lists[at]]--;
        }
    }

    int liveRows(int list) {
        int[] counts = liveRows;
        return list < counts.length ? counts[list] : 0;
    }

    /// Takes the postings of a list.
    @FunctionalInterface
    interface PostingConsumer {
        void accept(int row, int frequency);
    }

    /// Gives the postings of a list, the last first; some may be of texts that nobody sees yet.
    void forEach(int list, PostingConsumer action) {
        var heads = last;
        int at = list < heads.length() ? heads.getAcquire(list) - 1 : -1;
        int[] rowsNow = rows;
        int[] frequenciesNow = frequencies;
        int[] previousNow = previous;
        while (at >= 0) {
            action.accept(rowsNow[at], frequenciesNow[at]);
            at = previousNow[at] - 1;
        }
    }

    /// Gives a stretch of terms to a counter.
    void give(int from, int to, TermCounter counter) {
        counter.take(lists, frequencies, from, to);
    }
}
