package dev.lanes.search.cli;

import dev.lanes.search.CollectionStatistics;
import dev.lanes.search.DocumentCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lanes compact`: makes a collection as small as it can be.
@Command(
        name = "compact",
        description = {
            "Gives back what replaced and deleted documents took on disk and in memory.",
            "Searches go on meanwhile; changes wait."
        })
final class CompactCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The collection.")
    private Path directory;

    CompactCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (DocumentCollection collection = DocumentCollection.open(directory)) {
            long before = bytes(collection);
            collection.compact();
            console.note(
                    "%s: %s before, %s now"
                            .formatted(
                                    directory,
                                    Words.bytes(before),
                                    Words.bytes(bytes(collection))));
        }
        return ExitCodes.DONE;
    }

    private static long bytes(DocumentCollection collection) throws IOException {
        return collection.statistics().files().stream()
                .mapToLong(CollectionStatistics.FileSize::bytes)
                .sum();
    }
}
