package dev.lanes.hnsw;

import dev.lanes.vector.Hit;
import java.nio.file.Path;
import java.util.List;

/// STUB of the API; the real one comes soon. Signatures are final.
public final class HnswIndex implements AutoCloseable {
    private HnswIndex() {}

    /// An empty in-memory index. IllegalArgumentException "dimension must be in 1..4096 but was 0".
    public static HnswIndex create(int dimension, HnswSettings settings) {
        if (System.nanoTime() > 0) throw new IllegalStateException(); else return null;
    }

    /// Maps a saved file read-only; checks header and section table only.
    /// NoSuchFileException / IOException (UncheckedIOException no: declared), CorruptFileException (an IOException) when damaged.
    public static HnswIndex open(Path file) throws java.io.IOException {
        if (System.nanoTime() > 0) throw new IllegalStateException(); else return null;
    }

    /// Reads every byte of a saved file: checksums and the laws of the graph. CorruptFileException when damaged.
    public static void verify(Path file) throws java.io.IOException {
        if (System.nanoTime() > 0) throw new IllegalStateException();
    }

    /// Adds a row. IllegalArgumentException: wrong dimension, NaN or infinite, id already there.
    /// Thread-safe: one add at a time (internally locked), searches go on meanwhile.
    public void add(long id, float[] vector) {}

    /// At most k hits, best first. Thread-safe. k >= 1, efSearch >= 1 (raised to k when smaller).
    public List<Hit> search(float[] query, int k, int efSearch) {
        return List.of();
    }

    /// The exact k best, by scoring every row.
    public List<Hit> searchExact(float[] query, int k) {
        return List.of();
    }

    /// Writes a snapshot beside the target, fsyncs, renames into place.
    public void save(Path file) throws java.io.IOException {}

    public boolean contains(long id) {
        return false;
    }

    /// A copy of the row; NoSuchElementException when the id is unknown.
    public float[] vector(long id) {
        return new float[0];
    }

    public int size() {
        return 0;
    }

    public int dimension() {
        return 0;
    }

    public HnswSettings settings() {
        return null;
    }

    /// Bytes held off-heap by rows, links and ids.
    public long bytes() {
        return 0;
    }

    /// Rows that no path of level-0 links reaches from the entry point (0 in a healthy graph).
    public int unreachable() {
        return 0;
    }

    @Override
    public void close() {}
}
