package dev.lanes.search;

import dev.lanes.search.index.DenseIndex;
import dev.lanes.search.index.FieldIndex;
import dev.lanes.search.index.SparseFieldIndex;
import dev.lanes.search.index.WordIndex;
import dev.lanes.search.store.Database;
import dev.lanes.search.store.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The files of a collection's indexes. They can always be made again from the database, so nothing
/// that is wrong with one is an error.
///
/// A new file gets a new name, and counts when the database has that name: whatever happens
/// meanwhile, the database leads to files that are whole.
final class IndexFiles {
    private static final System.Logger LOG = System.getLogger(IndexFiles.class.getName());
    private static final String PREFIX = "index-";
    private static final String SUFFIX = ".lanes";

    /// More than the headers of all kinds of files.
    private static final int HEADER = 1 << 16;

    /// Names of files, those included that are being written.
    static final String PATTERN = PREFIX + "*" + SUFFIX + "*";

    private final Path directory;

    IndexFiles(Path directory) {
        this.directory = directory;
    }

    /// What is done about a file that is missing or damaged.
    enum Damage {
        /// The index is made again from the database, in memory.
        REBUILD,
        /// That is an error.
        REPORT
    }

    /// A file is missing or damaged.
    static final class UnusableFileException extends IOException {
        private static final long serialVersionUID = 1;

        private UnusableFileException(Path file, String reason) {
            super(file + ": " + reason);
        }
    }

    /// Opens the indexes and brings them up to the state of the database.
    ///
    /// @throws UnusableFileException as the caller wants it
    Indexes open(Catalog catalog, Database database, Damage damage) throws IOException {
        Indexes indexes = new Indexes(catalog);
        try {
            database.reading(reading ->
                    reading.consistently(() -> {
                        Map<Integer, Snapshot> snapshots = new HashMap<>();
                        reading.snapshots().forEach(known -> snapshots.put(known.table(), known));
                        for (int table : Indexes.tables(catalog)) {
                            Optional<Snapshot> known = Optional.ofNullable(snapshots.get(table));
                            add(indexes, catalog, table, known, damage);
                        }
                        return indexes.catchUp(reading);
                    }));
            return indexes;
        } catch (IOException | RuntimeException | Error e) {
            indexes.close();
            throw e;
        }
    }

    private void add(
            Indexes indexes, Catalog catalog, int table, Optional<Snapshot> snapshot, Damage damage)
            throws IOException {
        if (snapshot.isPresent()) {
            Path file = directory.resolve(snapshot.get().file());
            try {
                FieldIndex index = open(catalog, table, file, snapshot.get());
                indexes.add(
                        table,
                        index,
                        Optional.of(
                                new Indexes.Mark(
                                        snapshot.get().nextRow(), snapshot.get().deletions())));
                return;
            } catch (NoSuchFileException e) {
                complain(file, "it is missing", damage);
            } catch (IOException e) {
                complain(file, String.valueOf(e.getMessage()), damage);
            }
        }
        indexes.add(table, create(catalog, table), Optional.empty());
    }

    private static void complain(Path file, String reason, Damage damage)
            throws UnusableFileException {
        if (damage == Damage.REPORT) {
            throw new UnusableFileException(file, reason);
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "rebuilding the index {0} from the database: {1}",
                file,
                reason);
    }

    private static Field field(Catalog catalog, int table) {
        return catalog.schema().fields().stream()
                .filter(field -> {
                    FieldState state = catalog.state(field);
                    return state != null && state.table().number() == table;
                })
                .findFirst()
                .orElseThrow();
    }

    private static FieldIndex create(Catalog catalog, int table) {
        if (table == Catalog.TEXTS) {
            return WordIndex.create(Indexes.settings(catalog.schema()));
        }
        Field field = field(catalog, table);
        return catalog.state(field) instanceof FieldState.Dense dense
                ? DenseIndex.create(dense.dimension(), Indexes.settings(catalog, field))
                : SparseFieldIndex.create();
    }

    private static FieldIndex open(Catalog catalog, int table, Path file, Snapshot snapshot)
            throws IOException {
        if (fingerprint(file) != snapshot.fingerprint()) {
            throw new IOException("it is not the file that was written, or its header is damaged");
        }
        verify(catalog, table, file);
        if (table == Catalog.TEXTS) {
            return WordIndex.open(file, Indexes.settings(catalog.schema()));
        }
        Field field = field(catalog, table);
        return catalog.state(field) instanceof FieldState.Dense dense
                ? DenseIndex.open(file, dense.dimension(), Indexes.settings(catalog, field))
                : SparseFieldIndex.open(file);
    }

    /// Checks every byte of the file of an index.
    static void verify(Catalog catalog, int table, Path file) throws IOException {
        if (table == Catalog.TEXTS) {
            WordIndex.verify(file);
        } else if (catalog.state(field(catalog, table)) instanceof FieldState.Dense) {
            DenseIndex.verify(file);
        } else {
            SparseFieldIndex.verify(file);
        }
    }

    /// A number that tells the file from others: its header has the checksums of all of it.
    static long fingerprint(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            while (header.hasRemaining() && channel.read(header) >= 0) {
                // Until there is no more of it.
            }
            crc.update(header.flip());
            return crc.getValue() ^ channel.size() << Integer.SIZE;
        }
    }

    /// A name that no file has.
    String newName(int table, Indexes.Mark mark) {
        return "%s%d-%d-%s%s"
                .formatted(
                        PREFIX,
                        table,
                        mark.nextRow(),
                        UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT),
                        SUFFIX);
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /// Deletes a file that nobody needs. Where that cannot be done it stays.
    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot delete " + file, e);
        }
    }

    /// Deletes files that the database does not lead to: a process was ended before they counted.
    void deleteOthers(List<Snapshot> snapshots) throws IOException {
        Set<String> known = new HashSet<>();
        snapshots.forEach(snapshot -> known.add(snapshot.file()));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PATTERN)) {
            for (Path file : files) {
                if (!known.contains(file.getFileName().toString())) {
                    discard(file);
                }
            }
        }
    }
}
