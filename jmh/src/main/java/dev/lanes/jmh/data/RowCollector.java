package dev.lanes.jmh.data;

import dev.lanes.jmh.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Gathers rows as they come in, within a limit of rows and of memory.
final class RowCollector {
    private final Path file;
    private final int maxRows;
    private final long heapBytes;
    private final List<float[]> rows = new ArrayList<>();

    RowCollector(Path file, int maxRows, long heapBytes) {
        this.file = file;
        this.maxRows = maxRows;
        this.heapBytes = heapBytes;
    }

    boolean full() {
        return rows.size() == maxRows;
    }

    int size() {
        return rows.size();
    }

    void add(float[] row) {
        long needed = (rows.size() + 1L) * row.length * Float.BYTES;
        if (needed > heapBytes) {
            throw new UsageException(
                    "the rows of a file must fit in half of the heap (%,d bytes) but %s has more; "
                                    .formatted(heapBytes, file)
                            + "read fewer (--max-base, --max-queries) or give more (LANES_JAVA_OPTS=-Xmx8g)");
        }
        rows.add(row);
    }

    Vectors vectors() {
        return new Vectors(file.getFileName().toString(), rows.getFirst().length, rows);
    }
}
