package dev.lanes.jmh.peer;

import dev.lanes.hnsw.HnswIndex;
import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.LanesVersion;
import dev.lanes.kernels.Kernels;
import dev.lanes.vector.Hit;
import java.util.List;
import java.util.function.IntConsumer;

/// This project's own index, in memory.
final class LanesPeer implements Peer {
    private final String library;
    private final HnswSettings settings;
    private HnswIndex index;

    LanesPeer(String library, HnswSettings settings) {
        this.library = library;
        this.settings = settings;
    }

    @Override
    public String library() {
        return library;
    }

    @Override
    public String version() {
        return LanesVersion.VALUE;
    }

    @Override
    public String backend() {
        return Kernels.best().description();
    }

    @Override
    public void build(List<float[]> rows, IntConsumer progress) {
        index = HnswIndex.create(rows.getFirst().length, settings);
        for (int row = 0; row < rows.size(); row++) {
            index.add(row, rows.get(row));
            progress.accept(row + 1);
        }
    }

    @Override
    public int[] search(float[] query, int k, int efSearch) {
        List<Hit> hits = index.search(query, k, efSearch);
        int[] found = new int[hits.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = (int) hits.get(i).id();
        }
        return found;
    }

    @Override
    public long bytes() {
        return index.bytes();
    }

    @Override
    public void close() {
        if (index != null) {
            index.close();
        }
    }
}
