package dev.lanes.sparse.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Numbers from 1 on for pairs of frequency and length, by field. For one thread.
final class PairCodes {
    /// Frequencies below this are found in an array.
    private static final int OFTEN = 16;

    private static final int NORMS = 256;
    private static final int SOME = 1024;

    /// By field, frequency and norm; 0 where there is none yet.
    private final int[] frequent;

    private final Map<Long, Integer> rare = new HashMap<>();
    private long[] pairs = new long[SOME];
    private int count = 1;

    PairCodes(int fields) {
        frequent = new int[fields * OFTEN * NORMS];
    }

    /// The number of a pair, a new one for a new pair.
    int code(int field, int frequency, int norm) {
        if (frequency >= OFTEN) {
            return rare.computeIfAbsent(pair(field, frequency, norm), this::add);
        }
        int at = (field * OFTEN + frequency) * NORMS + norm;
        if (frequent[at] == 0) {
            frequent[at] = add(pair(field, frequency, norm));
        }
        return frequent[at];
    }

    private static long pair(int field, int frequency, int norm) {
        return ((long) frequency << 16) | (field << 8) | norm;
    }

    private int add(long pair) {
        if (count == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * count);
        }
        pairs[count] = pair;
        return count++;
    }

    /// How many numbers there are, with 0, which no pair has.
    int count() {
        return count;
    }

    /// By number, with room at the end.
    long[] pairs() {
        return pairs;
    }

    /// Impacts by number.
    float[] table(Impacts impacts) {
        var table = new float[count];
        for (int code = 1; code < count; code++) {
            table[code] = impacts.ofPair(pairs[code]);
        }
        return table;
    }
}
