package dev.lanes.sparse.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/// Numbers the lists of several parts anew, in the order of their keys: lists of one key become
/// one, and those that no row needs none.
///
/// @param keys by number
/// @param numbers by part and list there
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ListNumbers(byte[][] keys, int[][] numbers) {
    /// The lists of a part, from the least key on.
    private static final class Cursor implements Comparable<Cursor> {
        private final TextPart part;
        private final int[] counts;
        private final int[] numbers;
        private final int[] order;
        private int next;
        private byte[] key = {};

        Cursor(TextPart part, int[] counts, int[] numbers) {
            this.part = part;
            this.counts = counts;
            this.numbers = numbers;
            this.order = part.listsByKey();
        }

        /// Goes to the next list that a row needs.
        boolean advance() {
            while (next < order.length) {
                // Lists that came since the rows were counted are of no row.
                int list = order[next++];
                if (counts[list] > 0) {
                    key = part.key(list);
                    return true;
                }
            }
            return false;
        }

        void number(int number) {
            numbers[order[next - 1]] = number;
        }

        @Override
        public int compareTo(Cursor other) {
            return Arrays.compareUnsigned(key, other.key);
        }
    }

    /// @param counts by part and list there: how many rows need it
    static ListNumbers of(List<? extends TextPart> parts, int[][] counts) {
        var numbers = new int[counts.length][];
        var queue = new PriorityQueue<Cursor>();
        for (int i = 0; i < counts.length; i++) {
            numbers[i] = new int[counts[i].length];
            var cursor = new Cursor(parts.get(i), counts[i], numbers[i]);
            if (cursor.advance()) {
                queue.add(cursor);
            }
        }
        var keys = new ArrayList<byte[]>();
        while (!queue.isEmpty()) {
            var least = queue.peek();
            if (keys.isEmpty() || !Arrays.equals(keys.getLast(), least.key)) {
                keys.add(least.key);
            }
            least.number(keys.size() - 1);
            // A cursor that is alone needs no order.
            if (queue.size() > 1) {
                queue.remove();
                if (least.advance()) {
                    queue.add(least);
                }
            } else if (!least.advance()) {
                queue.remove();
            }
        }
        return new ListNumbers(keys.toArray(byte[][]::new), numbers);
    }

    int count() {
        return keys.length;
    }

    /// How long lists are, from how long those of the parts are.
    int[] lengths(int[][] counts) {
        var lengths = new int[count()];
        for (int part = 0; part < counts.length; part++) {
            for (int list = 0; list < counts[part].length; list++) {
                if (counts[part][list] > 0) {
                    lengths[numbers[part][list]] += counts[part][list];
                }
            }
        }
        return lengths;
    }
}
