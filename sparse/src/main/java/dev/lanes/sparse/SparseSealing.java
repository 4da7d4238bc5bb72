package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import dev.lanes.memory.OffHeap;
import dev.lanes.sparse.live.Generation;
import dev.lanes.sparse.live.Sealing;
import java.util.List;
import java.util.stream.Stream;

/// Makes segments of rows.
///
/// @param memory each segment gets a part of it
/// @param settings how rows are stored
/// @param kernels what searches them
/// @param freshRows how many rows are searched without being sealed
record SparseSealing(OffHeap memory, SparseSettings settings, Kernels kernels, int freshRows)
        implements Sealing<SearchedSegment, FreshRows> {
    @Override
    public FreshRows fresh() {
        return new FreshRows(settings, freshRows);
    }

    @Override
    public List<SearchedSegment> seal(
            Generation<SearchedSegment, FreshRows> parts, Runnable check) {
        var rows = new RowBuffer(settings.weights());
        Stream.<Part>concat(parts.sealed().stream(), parts.fresh().stream())
                .forEach(part -> {
                    var reader = part.reader();
                    part.forEach((id, row) -> {
                        check.run();
                        rows.add(id, reader.vector(row));
                    });
                });
        if (rows.size() == 0) {
            return List.of();
        }
        var room = memory.part();
        try {
            var made =
                    new SearchedSegment(
                            SegmentBuilder.seal(rows, settings, kernels, room), kernels);
            made.fillOrdinals();
            return List.of(made);
        } catch (RuntimeException | Error e) {
            room.close();
            throw e;
        }
    }
}
