package dev.lanes.search;

import dev.lanes.search.files.StagingDirectory;
import dev.lanes.search.store.Database;
import dev.lanes.search.store.Flushing;
import dev.lanes.search.store.Snapshot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Copies a collection while it is changed: one state of the database, and the files of indexes
/// that it leads to, as far as they are still there. What is not can be made again.
final class Backup {
    private final CollectionState state;

    Backup(CollectionState state) {
        this.state = state;
    }

    void to(Path target) throws IOException {
        try (StagingDirectory staging = StagingDirectory.beside(target)) {
            Path copy = staging.path().resolve(DocumentCollection.DATABASE);
            state.database().copyTo(copy);
            try (Database database = Database.openToWrite(copy, Flushing.TO_DISK)) {
                List<Snapshot> snapshots = database.reading(reading -> reading.snapshots());
                for (Snapshot snapshot : snapshots) {
                    copy(snapshot.file(), staging.path());
                }
            }
            force(copy);
            staging.moveToTarget();
        }
    }

    private void copy(String file, Path directory) throws IOException {
        Path copy = directory.resolve(file);
        try {
            Files.copy(state.files().path(file), copy);
            force(copy);
        } catch (NoSuchFileException e) {
            // A newer one has taken its place since.
            System.getLogger(Backup.class.getName())
                    .log(System.Logger.Level.DEBUG, "not copied: {0}", e.getMessage());
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
