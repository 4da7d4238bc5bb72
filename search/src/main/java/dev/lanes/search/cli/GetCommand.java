package dev.lanes.search.cli;

import dev.lanes.search.Document;
import dev.lanes.search.DocumentCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lanes get`: prints documents.
@Command(name = "get", description = "Prints documents as they came in, one a line.")
final class GetCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The collection.")
    private Path directory;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID", description = "Their ids.")
    private String[] ids;

    GetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<String> missing = new ArrayList<>();
        try (DocumentCollection collection = DocumentCollection.openToRead(directory)) {
            for (String id : ids) {
                Optional<Document> found = collection.get(id);
                found.map(Document::json).ifPresent(console.results()::line);
                if (found.isEmpty()) {
                    missing.add(id);
                }
            }
        }
        console.results().flush();
        requireNone(missing, directory);
        return ExitCodes.DONE;
    }

    /// Complains about ids that no document has.
    static void requireNone(List<String> missing, Path directory) {
        if (!missing.isEmpty()) {
            throw new UserErrorException(
                    "%s has no document with the id %s"
                            .formatted(directory, String.join(", ", missing)));
        }
    }
}
