package dev.lanes.search;

import dev.lanes.search.files.StagingDirectory;
import dev.lanes.search.store.Database;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Puts the files of a new collection in the place of an old one's, whose lock the caller has.
final class Replacement {
    private final Path directory;

    private Replacement(Path directory) {
        this.directory = directory;
    }

    static Replacement of(Path directory) {
        return new Replacement(directory);
    }

    /// The indexes go first: nobody looks at them before the database, which leads to them, has
    /// followed in one step.
    void by(StagingDirectory staging) throws IOException {
        Database.settle(directory.resolve(DocumentCollection.DATABASE));
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(staging.path(), IndexFiles.PATTERN)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        names.add(DocumentCollection.DATABASE);
        staging.moveFilesToTarget(names.toArray(String[]::new));
    }
}
