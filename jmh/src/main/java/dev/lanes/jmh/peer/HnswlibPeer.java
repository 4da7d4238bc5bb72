package dev.lanes.jmh.peer;

import dev.lanes.hnsw.HnswSettings;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// hnswlib, the C++ library of the paper's authors, from Debian's headers.
///
/// The settings have its own names: 2m links on level 0, m above. COSINE is the inner product of
/// rows and queries of length 1, as in its Python binding.
final class HnswlibPeer implements Peer {
    private final Hnswlib library = Hnswlib.load();
    private final HnswSettings settings;
    private MemorySegment index = MemorySegment.NULL;

    HnswlibPeer(HnswSettings settings) {
        this.settings = settings;
    }

    @Override
    public String library() {
        return "hnswlib";
    }

    @Override
    public String version() {
        return DebianPackage.version("libhnswlib-dev");
    }

    @Override
    public String backend() {
        return library.backend();
    }

    @Override
    public void build(List<float[]> rows, IntConsumer progress) {
        index = library.create(settings, rows.getFirst().length, rows.size());
        for (int row = 0; row < rows.size(); row++) {
            library.add(index, UnitLength.under(settings.similarity(), rows.get(row)), row);
            progress.accept(row + 1);
        }
    }

    @Override
    public int[] search(float[] query, int k, int efSearch) {
        int[] found = new int[k];
        float[] prepared = UnitLength.under(settings.similarity(), query);
        int count = library.search(open(), prepared, Math.max(k, efSearch), found);
        return count == k ? found : Arrays.copyOf(found, count);
    }

    @Override
    public long bytes() {
        return library.bytes(open());
    }

    private MemorySegment open() {
        if (index.address() == 0) {
            throw new IllegalStateException("the hnswlib index is closed");
        }
        return index;
    }

    @Override
    public void close() {
        MemorySegment last = index;
        index = MemorySegment.NULL;
        if (last.address() != 0) {
            library.free(last);
        }
    }
}
