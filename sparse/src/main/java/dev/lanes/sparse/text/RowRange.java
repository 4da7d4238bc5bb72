package dev.lanes.sparse.text;

import java.util.List;
import java.util.stream.IntStream;

/// Rows to write, from one place in their order to another.
///
/// @param parts where the rows are
/// @param settings of the index
record RowRange(
        List<? extends TextPart> parts, RowOrder order, TextSettings settings, int from, int to) {
    /// All rows that are live.
    static RowRange of(List<? extends TextPart> parts, TextSettings settings) {
        var order = RowOrder.of(parts);
        return new RowRange(parts, order, settings, 0, order.size());
    }

    int size() {
        return to - from;
    }

    int fields() {
        return settings.fields().size();
    }

    /// The same rows in ranges of about the same size.
    List<RowRange> split(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> new RowRange(parts, order, settings, cut(i, count), cut(i + 1, count)))
                .toList();
    }

    private int cut(int number, int of) {
        return from + (int) ((long) size() * number / of);
    }
}
