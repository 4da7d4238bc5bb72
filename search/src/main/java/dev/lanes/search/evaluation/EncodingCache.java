package dev.lanes.search.evaluation;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.SparseEncoder;
import dev.lanes.search.store.DamagedDatabaseException;
import dev.lanes.search.store.EncodingStore;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Encoded passages on disk, so that a text is encoded once and not in every run.
///
/// ```java
/// try (EncodingCache cache = EncodingCache.open(directory);
///         DenseEncoder encoder = DenseEncoder.open("e5-small-v2", settings)) {
///     EncodingIdentity identity = EncodingIdentity.of(encoder.model(), settings).orElseThrow();
///     DenseEncoder cached = cache.dense(encoder, identity);
/// ```
///
/// A row is found by the SHA-256 of its text, of the prompt before it and of its
/// [EncodingIdentity]; what differs in any of them is encoded. One file a model lies in the
/// directory. A process that is killed loses the batch that it was writing, nothing else; a row
/// that is damaged is encoded again, and a file that is damaged begun anew with a line in the log.
/// The cache grows until [#clear()] empties it. Several processes may share a directory. Safe for
/// many threads.
///
/// Queries are never cached: their time is part of what an evaluation measures.
public final class EncodingCache implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EncodingCache.class.getName());
    private static final String ENDING = ".encodings";

    /// SQLite keeps what is not yet in a file beside it.
    private static final List<String> COMPANIONS = List.of("", "-wal", "-shm");

    private final Path directory;
    private final Map<Path, EncodingStore> stores = new HashMap<>();
    private boolean open = true;

    private EncodingCache(Path directory) {
        this.directory = directory;
    }

    /// Opens a directory, which is made where it is not there.
    ///
    /// @throws IOException when it cannot be made
    public static EncodingCache open(Path directory) throws IOException {
        return new EncodingCache(Files.createDirectories(directory));
    }

    /// An encoder whose passages come from here where they were encoded before. Closing it closes
    /// the encoder that it wraps; this cache has to be open as long as it is used.
    public DenseEncoder dense(DenseEncoder encoder, EncodingIdentity identity) {
        return new CachedDenseEncoder(
                encoder, new CachedRows<>(this, identity, new RowCodec.Dense(encoder.dimension())));
    }

    /// An encoder whose passages come from here where they were encoded before. Closing it closes
    /// the encoder that it wraps; this cache has to be open as long as it is used.
    public SparseEncoder sparse(SparseEncoder encoder, EncodingIdentity identity) {
        return new CachedSparseEncoder(
                encoder, new CachedRows<>(this, identity, new RowCodec.Sparse()));
    }

    /// Deletes all rows, of all models. Encoders that use this cache go on and fill it again.
    ///
    /// @throws IOException when a file cannot be deleted
    public synchronized void clear() throws IOException {
        requireOpen();
        closeStores();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(EncodingCache::isOurs).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return COMPANIONS.stream().anyMatch(companion -> name.endsWith(ENDING + companion));
    }

    /// The size of all files.
    ///
    /// @throws IOException when the directory cannot be read
    public long bytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(EncodingCache::isOurs).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    synchronized List<Optional<byte[]>> find(EncodingIdentity identity, List<byte[]> keys)
            throws IOException {
        Path file = file(identity);
        try {
            return store(file).find(keys);
        } catch (DamagedDatabaseException e) {
            beginAnew(file, e);
            return store(file).find(keys);
        }
    }

    synchronized void put(EncodingIdentity identity, List<byte[]> keys, List<byte[]> rows)
            throws IOException {
        Path file = file(identity);
        try {
            store(file).put(keys, rows);
        } catch (DamagedDatabaseException e) {
            beginAnew(file, e);
            store(file).put(keys, rows);
        }
    }

    private Path file(EncodingIdentity identity) {
        requireOpen();
        return directory.resolve(EncodingKeys.fileName(identity) + ENDING);
    }

    private EncodingStore store(Path file) throws IOException {
        EncodingStore store = stores.get(file);
        if (store == null) {
            store = EncodingStore.open(file);
            stores.put(file, store);
        }
        return store;
    }

    private void beginAnew(Path file, DamagedDatabaseException damage) throws IOException {
        LOG.log(Level.WARNING, "begins the damaged encoding cache {0} anew: {1}", file, damage);
        EncodingStore damaged = stores.remove(file);
        if (damaged != null) {
            damaged.close();
        }
        for (String companion : COMPANIONS) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + companion));
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the encoding cache " + directory + " is closed");
        }
    }

    private void closeStores() throws IOException {
        for (EncodingStore store : stores.values()) {
            store.close();
        }
        stores.clear();
    }

    /// Closes the files. Closing twice is fine.
    ///
    /// @throws IOException when that fails
    @Override
    public synchronized void close() throws IOException {
        open = false;
        closeStores();
    }

    /// Where it lies.
    @Override
    public String toString() {
        return "encoding cache " + directory;
    }
}
