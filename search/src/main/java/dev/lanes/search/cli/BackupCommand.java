package dev.lanes.search.cli;

import dev.lanes.search.DocumentCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lanes backup`: copies a collection.
@Command(
        name = "backup",
        description = {
            "Copies a collection as it is now, while others may search and change it.",
            "The copy is a collection of its own."
        })
final class BackupCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The collection.")
    private Path directory;

    @Parameters(
            index = "1",
            paramLabel = "TARGET",
            description = "Where the copy is to be; a directory that does not exist yet.")
    private Path target;

    BackupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (DocumentCollection collection = DocumentCollection.openToRead(directory)) {
            collection.backup(target);
        }
        try (DocumentCollection copy = DocumentCollection.openToRead(target)) {
            console.note("%s: %s".formatted(target, Words.count(copy.size(), "document")));
        }
        return ExitCodes.DONE;
    }
}
