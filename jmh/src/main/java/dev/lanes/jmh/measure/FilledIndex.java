package dev.lanes.jmh.measure;

import dev.lanes.hnsw.BulkSettings;
import dev.lanes.hnsw.HnswIndex;
import dev.lanes.hnsw.HnswSettings;
import dev.lanes.hnsw.Row;
import java.util.List;
import java.util.stream.IntStream;

/// An index of ours with rows in it, built on the calling thread.
public final class FilledIndex {
    private FilledIndex() {}

    /// Builds it.
    ///
    /// @param rows at least one; their ids are their places
    /// @return an index that the caller closes
    public static HnswIndex of(List<float[]> rows, HnswSettings settings, Progress progress) {
        progress.start("index", "rows", rows.size());
        HnswIndex index = HnswIndex.create(rows.getFirst().length, settings);
        index.addAll(
                () ->
                        IntStream.range(0, rows.size())
                                .mapToObj(id -> new Row(id, rows.get(id)))
                                .iterator(),
                BulkSettings.alone().withProgress(done -> progress.done((int) done)));
        return index;
    }
}
