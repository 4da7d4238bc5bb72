package dev.lanes.search.cli;

import dev.lanes.search.CollectionBuilder;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lanes index`: makes a collection from a file.
@Command(
        name = "index",
        description = {
            "Makes a collection from a file of JSON lines, such as 'lanes export' writes.",
            "All or nothing: when a line is bad or the work is interrupted, nothing is written."
        })
final class IndexCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            description = "The documents, one JSON object a line; may be gzipped.")
    private Path file;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the collection is to be; a directory that does not exist yet.")
    private Path out;

    @Mixin private NewCollectionOptions what;

    @Mixin private RegistryOption registry;

    @Option(
            names = "--replace",
            description = "Puts the new collection in the place of an old one, once it is whole.")
    private boolean replace;

    IndexCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        CollectionBuilder builder = what.builder().settings(registry.settings());
        checkPlaces();
        try (DocumentCollection made = make(builder)) {
            console.note(
                    "%s: %s, in %s"
                            .formatted(
                                    out,
                                    Words.count(made.size(), "document"),
                                    Words.duration(Duration.ofNanos(System.nanoTime() - start))));
        }
        return ExitCodes.DONE;
    }

    private void checkPlaces() throws IOException {
        if (Files.isDirectory(file)) {
            throw new UserErrorException(file + ": the documents must be a file");
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (DocumentCollection.exists(out)) {
            if (!replace) {
                throw new UserErrorException(
                        out + " is a Lanes collection already; it was left as it is",
                        "give another --out, or --replace to put the new one in its place");
            }
        } else if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
            throw new UserErrorException(
                    out + " exists and is not a Lanes collection; it was left as it is",
                    "give an --out that does not exist yet");
        }
    }

    private DocumentCollection make(CollectionBuilder builder) throws IOException {
        try (JsonLines documents = JsonLines.open(file);
                ProgressDisplay progress = ProgressDisplay.on(console)) {
            builder.progress(progress);
            return replace ? builder.replace(out, documents) : builder.create(out, documents);
        }
    }
}
