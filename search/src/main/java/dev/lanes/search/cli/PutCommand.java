package dev.lanes.search.cli;

import dev.lanes.search.Document;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lanes put`: adds documents to a collection, or replaces them.
@Command(
        name = "put",
        aliases = "import",
        description = {
            "Adds documents to a collection, or puts them in the places of those with their ids.",
            "As 'import' it reads what 'lanes export' wrote; 'lanes index' makes a new collection of"
                    + " such a file. Documents are put in batches of 500, of which all count or none."
        })
final class PutCommand implements Callable<Integer> {
    private static final int BATCH = 500;

    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The collection.")
    private Path directory;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "The documents, one JSON object a line; may be gzipped.")
    private Path file;

    @Mixin private RegistryOption registry;

    PutCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        if (Files.isDirectory(file)) {
            throw new UserErrorException(file + ": the documents must be a file");
        }
        try (JsonLines documents = JsonLines.open(file);
                DocumentCollection collection =
                        DocumentCollection.open(directory, registry.settings())) {
            long put = put(documents, collection);
            console.note(
                    "%s: put %s, in %s; it has %s now"
                            .formatted(
                                    directory,
                                    Words.count(put, "document"),
                                    Words.duration(Duration.ofNanos(System.nanoTime() - start)),
                                    Words.count(collection.size())));
        }
        return ExitCodes.DONE;
    }

    private long put(JsonLines documents, DocumentCollection collection) throws IOException {
        long put = 0;
        try (ProgressDisplay progress = ProgressDisplay.on(console)) {
            List<Document> batch = new ArrayList<>(BATCH);
            for (Document document : documents) {
                batch.add(document);
                if (batch.size() == BATCH) {
                    collection.putAll(batch);
                    put += batch.size();
                    progress.read(put);
                    batch.clear();
                }
            }
            collection.putAll(batch);
            return put + batch.size();
        } catch (IOException | RuntimeException e) {
            if (put > 0) {
                console.note("the first %s were put".formatted(Words.count(put, "document")));
            }
            throw e;
        }
    }
}
