package dev.lanes.sparse.text;

import java.util.Arrays;
import java.util.List;

/// The live rows of some parts, as they are at one moment, in ascending order of their ids.
/// Immutable.
final class RowOrder {
    private final long[] ids;
    private final int[] parts;
    private final int[] rows;

    private RowOrder(int size) {
        ids = new long[size];
        parts = new int[size];
        rows = new int[size];
    }

    /// Rows that die meanwhile may be among them.
    static RowOrder of(List<? extends TextPart> parts) {
        var came = new Arrival(parts.stream().mapToInt(TextPart::liveCount).sum());
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            parts.get(i).forEach((id, row) -> came.add(id, part, row));
        }
        return came.sorted();
    }

    int size() {
        return ids.length;
    }

    long id(int at) {
        return ids[at];
    }

    /// The number of the part that a row is in.
    int part(int at) {
        return parts[at];
    }

    /// Its place there.
    int row(int at) {
        return rows[at];
    }

    /// Rows as they come. No more than were counted before can come, since none is added.
    private static final class Arrival {
        private final RowOrder all;
        private int size;
        private boolean ascending = true;

        Arrival(int most) {
            all = new RowOrder(most);
        }

        void add(long id, int part, int row) {
            ascending &= size == 0 || all.ids[size - 1] < id;
            all.ids[size] = id;
            all.parts[size] = part;
            all.rows[size++] = row;
        }

        RowOrder sorted() {
            if (ascending && size == all.ids.length) {
                return all;
            }
            var order = new RowOrder(size);
            System.arraycopy(all.ids, 0, order.ids, 0, size);
            Arrays.sort(order.ids);
            for (int i = 0; i < size; i++) {
                int at = Arrays.binarySearch(order.ids, all.ids[i]);
                order.parts[at] = all.parts[i];
                order.rows[at] = all.rows[i];
            }
            return order;
        }
    }
}
