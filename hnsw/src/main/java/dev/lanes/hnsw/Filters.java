package dev.lanes.hnsw;

import java.util.LinkedHashMap;
import java.util.Map;

/// The filters that an index was searched with last, with the rows that they let pass. Thread-safe.
final class Filters {
    private static final int KEPT = 16;

    private final LinkedHashMap<RowFilter, PassingRows> kept =
            new LinkedHashMap<>(KEPT, 1, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<RowFilter, PassingRows> eldest) {
                    return size() > KEPT;
                }
            };

    /// The rows of a filter, which are mapped when they are asked for first.
    PassingRows of(RowFilter filter) {
        synchronized (kept) {
            return kept.computeIfAbsent(filter, PassingRows::new);
        }
    }
}
