package dev.lanes.sparse.text;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Numbers terms by field in the order in which they come. One thread adds, others look up what was
/// there when they began.
final class FreshTerms {
    private static final int SOME = 1 << 12;

    /// What makes hashes of neighbours distant: 2^32 over the golden ratio.
    private static final int SPREAD = 0x9E3779B9;

    /// @param slots a hash table of hash << 32 | number + 1, 0 where free, at most half full
    /// @param terms by number
    /// @param fields by number
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Table(long[] slots, String[] terms, byte[] fields) {
        static Table of(int room) {
            return new Table(new long[2 * room], new String[room], new byte[room]);
        }

        /// The number of a term, or [TextPart#ABSENT].
        int find(int hash, int field, String term) {
            int mask = slots.length - 1;
            int slot = hash & mask;
            for (long there = slots[slot]; there != 0; there = slots[slot]) {
                int number = (int) there - 1;
                // A term that another thread adds may not be there yet: then it is another one.
                if ((int) (there >>> Integer.SIZE) == hash
                        && fields[number] == field
                        && term.equals(terms[number])) {
                    return number;
                }
                slot = (slot + 1) & mask;
            }
            return TextPart.ABSENT;
        }

        void put(int hash, int number) {
            int mask = slots.length - 1;
            int slot = hash & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = (long) hash << Integer.SIZE | (number + 1);
        }

        Table grown() {
            int count = terms.length;
            var grown =
                    new Table(
                            new long[2 * slots.length],
                            Arrays.copyOf(terms, 2 * count),
                            Arrays.copyOf(fields, 2 * count));
            for (long there : slots) {
                if (there != 0) {
                    grown.put((int) (there >>> Integer.SIZE), (int) there - 1);
                }
            }
            return grown;
        }
    }

    private volatile Table table = Table.of(SOME);

    /// Written last, read first.
    private volatile int count;

    /// The number of a term, a new one for a new term.
    int number(int field, String term) {
        int hash = hash(field, term);
        int known = table.find(hash, field, term);
        return known >= 0 ? known : add(hash, field, term);
    }

    private int add(int hash, int field, String term) {
        if (term.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
            // Half a character has the key of a question mark, so it is one.
            var encoded = TextKeys.term(TextKeys.of(field, term));
            if (!encoded.equals(term)) {
                return number(field, encoded);
            }
        }
        int number = count;
        if (number == table.terms.length) {
            table = table.grown();
        }
        table.terms[number] = term;
        table.fields[number] = (byte) field;
        table.put(hash, number);
        count = number + 1;
        return number;
    }

    private static int hash(int field, String term) {
        int hash = (term.hashCode() + field) * SPREAD;
        return hash ^ hash >>> 16;
    }

    /// The number of a term, or [TextPart#ABSENT].
    int find(byte[] key) {
        if (count == 0) {
            return TextPart.ABSENT;
        }
        var term = TextKeys.term(key);
        return table.find(hash(key[0], term), key[0], term);
    }

    int count() {
        return count;
    }

    int field(int number) {
        return table.fields[number];
    }

    byte[] key(int number) {
        var now = table;
        return TextKeys.of(now.fields[number], now.terms[number]);
    }

    /// The terms of a field that begin with something.
    IntStream withPrefix(byte[] key) {
        int numbers = count;
        var now = table;
        var prefix = TextKeys.term(key);
        return IntStream.range(0, numbers)
                .filter(number ->
                        now.fields[number] == key[0] && now.terms[number].startsWith(prefix));
    }
}
