package dev.lanes.sparse.text;

import java.util.Arrays;

/// Numbers terms by field in the order in which they come, and counts the rows that have them. For
/// one thread.
final class TermNumbers {
    private static final int SOME = 1 << 12;

    /// What makes hashes of neighbours distant: 2^32 over the golden ratio.
    private static final int SPREAD = 0x9E3779B9;

    /// A hash table of number + 1, 0 where free, at most half full.
    private int[] slots = new int[2 * SOME];

    private String[] terms = new String[SOME];
    private byte[] fields = new byte[SOME];
    private int[] hashes = new int[SOME];
    private int[] rows = new int[SOME];

    /// The row that had the term last, and 1.
    private int[] last = new int[SOME];

    private int count;

    /// The number of a term, which a row has that is not before the last one.
    int number(int row, int field, String term) {
        int hash = (term.hashCode() + field) * SPREAD;
        int slot = slot(hash);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && fields[number] == field && terms[number].equals(term)) {
                return see(number, row);
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        if (count == terms.length) {
            grow();
            return number(row, field, term);
        }
        terms[count] = term;
        fields[count] = (byte) field;
        hashes[count] = hash;
        slots[slot] = ++count;
        return see(count - 1, row);
    }

    private int see(int number, int row) {
        if (last[number] != row + 1) {
            last[number] = row + 1;
            rows[number]++;
        }
        return number;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & (slots.length - 1);
    }

    private void grow() {
        int room = 2 * count;
        terms = Arrays.copyOf(terms, room);
        fields = Arrays.copyOf(fields, room);
        hashes = Arrays.copyOf(hashes, room);
        rows = Arrays.copyOf(rows, room);
        last = Arrays.copyOf(last, room);
        slots = new int[2 * room];
        for (int number = 0; number < count; number++) {
            int slot = slot(hashes[number]);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = number + 1;
        }
    }

    int count() {
        return count;
    }

    byte[] key(int number) {
        return TextKeys.of(fields[number], terms[number]);
    }

    /// How many rows have a term.
    int rows(int number) {
        return rows[number];
    }
}
