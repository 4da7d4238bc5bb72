package dev.lanes.search.cli;

import dev.lanes.search.DocumentCollection;
import dev.lanes.search.retrieval.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lanes delete`: deletes documents.
@Command(
        name = "delete",
        description = "Deletes documents by their ids, or all that a filter lets pass.")
final class DeleteCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The collection.")
    private Path directory;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "Their ids.")
    private String[] ids = {};

    @Mixin private FilterOption filterOption;

    DeleteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Filter> filter = filterOption.filter();
        if (filter.isPresent() == ids.length > 0) {
            throw new UserErrorException(
                    "either IDs or --filter must be given but %s"
                            .formatted(filter.isPresent() ? "both were" : "neither was"),
                    "try 'lanes delete --help'");
        }
        List<String> missing = new ArrayList<>();
        try (DocumentCollection collection = DocumentCollection.open(directory)) {
            long deleted =
                    filter.isPresent()
                            ? deleteWhere(collection, filter.get())
                            : delete(collection, missing);
            console.note(
                    "%s: deleted %s; it has %s now"
                            .formatted(
                                    directory,
                                    Words.count(deleted, "document"),
                                    Words.count(collection.size())));
        }
        GetCommand.requireNone(missing, directory);
        return ExitCodes.DONE;
    }

    private long delete(DocumentCollection collection, List<String> missing) throws IOException {
        long deleted = 0;
        for (String id : ids) {
            if (collection.delete(id)) {
                deleted++;
            } else {
                missing.add(id);
            }
        }
        return deleted;
    }

    private static long deleteWhere(DocumentCollection collection, Filter filter)
            throws IOException {
        try {
            return collection.deleteWhere(filter);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("--filter: " + e.getMessage());
        }
    }
}
