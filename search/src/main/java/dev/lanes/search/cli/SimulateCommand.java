package dev.lanes.search.cli;

import dev.lanes.search.Document;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.JsonLines;
import dev.lanes.search.ingest.Ingest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lanes simulate`: shows what documents would become.
@Command(
        name = "simulate",
        description = "Shows what documents would become, one JSON object a line; writes nothing.")
final class SimulateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The collection.")
    private Path directory;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "The documents, one JSON object a line; - is standard input.")
    private String file;

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "Processors that change documents before, as JSON.")
    private Optional<Path> pipeline;

    SimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (DocumentCollection collection = DocumentCollection.openToRead(directory);
                JsonLines documents = documents()) {
            Ingest ingest = PipelineFile.ingest(collection, pipeline);
            for (Document document : documents) {
                console.results().line(ingest.simulate(document).toJson());
            }
        }
        return ExitCodes.DONE;
    }

    private JsonLines documents() throws IOException {
        return file.equals("-")
                ? JsonLines.of("standard input", console.in())
                : JsonLines.open(Path.of(file));
    }
}
