package dev.lanes.hnsw;

import dev.lanes.kernels.RowFormat;
import dev.lanes.memory.OffHeap;
import java.util.ArrayList;
import java.util.List;

/// Adds many rows to a graph. When it has none yet, the encoding learns from the first of them.
final class BulkAddition {
    private static final int SAMPLE = 1 << 12;

    /// Fewer are no sample; the encoding then learns when there are enough, as if they came alone.
    static final int SMALLEST_SAMPLE = 1 << 10;

    private final OffHeap memory;
    private final GraphWriter writer;
    private final RowFormat format;

    BulkAddition(OffHeap memory, GraphWriter writer, RowFormat format) {
        this.memory = memory;
        this.writer = writer;
        this.format = format;
    }

    /// Adds rows until there are none.
    ///
    /// @return how many rows were added
    int add(Iterable<Row> rows, BulkSettings settings) {
        var queue = new RowQueue(rows.iterator());
        try (var _ = memory.lease()) {
            if (writer.isEmpty()) {
                learn(queue.peek(SAMPLE));
            }
        }
        return new BulkWork<>(settings, queue::take, this::add).run();
    }

    private void learn(List<Row> rows) {
        var sample = new ArrayList<float[]>();
        for (var row : rows) {
            if (!suits(row.vector())) {
                // It is refused when its turn comes, with its place, and ends the addition.
                break;
            }
            sample.add(row.vector());
        }
        if (sample.size() >= SMALLEST_SAMPLE) {
            writer.learn(sample);
        }
    }

    private boolean suits(float[] vector) {
        try {
            format.check(vector);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private void add(RowQueue.Placed placed) {
        var row = placed.row();
        // A lease a row: whoever closes the index waits for no more than that.
        try (var _ = memory.lease()) {
            writer.add(row.id(), row.vector());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "row %d of those given, with id %d: %s"
                            .formatted(placed.place(), row.id(), e.getMessage()),
                    e);
        }
    }
}
