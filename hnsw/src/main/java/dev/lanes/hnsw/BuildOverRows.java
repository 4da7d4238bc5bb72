package dev.lanes.hnsw;

import dev.lanes.hnsw.RowStorage.FullRows;
import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.GracePeriods;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.OrdinalMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Builds a graph over the rows of a file, which stay where they are; only their codes and the
/// links are in memory.
final class BuildOverRows {
    private static final int SAMPLE = 1 << 12;
    private static final int FEW = 16;

    private final RowFile.Content content;
    private final HnswSettings settings;
    private final BulkSettings bulk;
    private final OffHeap memory;

    private BuildOverRows(
            RowFile.Content content, HnswSettings settings, BulkSettings bulk, OffHeap memory) {
        this.content = content;
        this.settings = settings;
        this.bulk = bulk;
        this.memory = memory;
    }

    /// The graph of all rows.
    ///
    /// @param memory owns it and the mapping
    static Graph of(RowFile file, HnswSettings settings, BulkSettings bulk, OffHeap memory)
            throws IOException {
        if (file.similarity() != settings.similarity()) {
            throw new IllegalArgumentException(
                    "similarity must be that of %s, %s, but was %s"
                            .formatted(file.path(), file.similarity(), settings.similarity()));
        }
        if (settings.storage().fullRows() != FullRows.KEPT) {
            throw new IllegalArgumentException(
                    "full rows must be KEPT, in their file, but were "
                            + settings.storage().fullRows());
        }
        file.verify();
        return new BuildOverRows(file.map(memory), settings, bulk, memory).run();
    }

    private Graph run() {
        var store = new RowStore(settings.storage(), stored(), memory);
        var graph = Graph.create(settings, store, memory);
        var writer = new GraphWriter(graph, new OrdinalMap(), new GracePeriods());
        // Which row it is, the ordinal says that the writer gives out.
        forEachRow(bulk, _ -> writer.addStored(content::id));
        return graph;
    }

    private StoredRows stored() {
        var rows = content.rows();
        var sample = sample();
        var encoding =
                settings.storage()
                        .encoding()
                        .orElseGet(() -> SampledEncoding.of(rows.format(), sample));
        if (encoding == Encoding.FLOAT32 || sample.isEmpty()) {
            return new StoredRows(rows, Optional.empty(), memory);
        }
        var codec = Codec.train(encoding, rows.format(), sample);
        var codes = VectorMatrix.createWithoutLengths(codec, memory, Kernels.best());
        codes.reserve(rows.size());
        var quiet = new BulkSettings(bulk.executor(), bulk.tasks(), _ -> {}, bulk.cancelled());
        forEachRow(quiet, row -> codes.put(row, rows.row(row)));
        codes.count(rows.size());
        return new StoredRows(codes, Optional.of(rows), memory);
    }

    private List<float[]> sample() {
        var sample = new ArrayList<float[]>();
        int size = content.rows().size();
        int step = Math.max(1, size / SAMPLE);
        for (long row = 0; row < size; row += step) {
            sample.add(content.rows().row((int) row));
        }
        return sample;
    }

    private void forEachRow(BulkSettings how, IntConsumer work) {
        new BulkWork<>(how, few(), work::accept).run();
    }

    private Supplier<List<Integer>> few() {
        int size = content.rows().size();
        var next = IntStream.range(0, size).iterator();
        return () -> {
            var few = new ArrayList<Integer>(FEW);
            while (few.size() < FEW && next.hasNext()) {
                few.add(next.next());
            }
            return few;
        };
    }
}
