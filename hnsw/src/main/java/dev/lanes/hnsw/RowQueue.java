package dev.lanes.hnsw;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/// Rows to be added, a few at a time. For one thread at a time.
final class RowQueue {
    /// Few enough that threads end at the same time, and many enough that they seldom meet.
    private static final int FEW = 16;

    /// A row and its place among those given.
    record Placed(long place, Row row) {}

    private final Iterator<Row> rows;

    /// Rows that were looked at before their time.
    private final ArrayDeque<Placed> ahead = new ArrayDeque<>();

    private long place;

    RowQueue(Iterator<Row> rows) {
        this.rows = rows;
    }

    /// The rows that come next, which stay.
    ///
    /// @param count how many, unless there are fewer
    List<Row> peek(int count) {
        while (ahead.size() < count && rows.hasNext()) {
            ahead.add(read());
        }
        return ahead.stream().map(Placed::row).toList();
    }

    /// Takes the next rows, none at the end.
    List<Placed> take() {
        var few = new ArrayList<Placed>(FEW);
        while (few.size() < FEW && (!ahead.isEmpty() || rows.hasNext())) {
            few.add(ahead.isEmpty() ? read() : ahead.poll());
        }
        return few;
    }

    private Placed read() {
        var row = Objects.requireNonNull(rows.next(), () -> "row %d".formatted(place));
        return new Placed(place++, row);
    }
}
