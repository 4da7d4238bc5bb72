package dev.lanes.search.cli;

import dev.lanes.search.DocumentCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lanes verify`: checks a collection.
@Command(
        name = "verify",
        description = {
            "Checks every byte of a collection: its database, its indexes, each against the other.",
            "Ends with code 0 when all is well, and otherwise with 2 and a line for each fault."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The collection.")
    private Path directory;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (DocumentCollection collection = DocumentCollection.openToRead(directory)) {
            List<String> faults = collection.verify();
            if (faults.isEmpty()) {
                console.results()
                        .line(
                                "%s: all is well with its %s"
                                        .formatted(
                                                directory,
                                                Words.count(collection.size(), "document")));
                console.results().flush();
                return ExitCodes.DONE;
            }
            faults.forEach(fault -> console.results().line(Words.printable(fault)));
            console.results().flush();
            throw new UserErrorException(
                    "the collection %s has %s"
                            .formatted(directory, Words.count(faults.size(), "fault")),
                    Failures.AFTER_DAMAGE);
        }
    }
}
