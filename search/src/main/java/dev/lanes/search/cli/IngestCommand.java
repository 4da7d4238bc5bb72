package dev.lanes.search.cli;

import dev.lanes.search.DocumentCollection;
import dev.lanes.search.DocumentFailure;
import dev.lanes.search.JsonLines;
import dev.lanes.search.WriteCounts;
import dev.lanes.search.ingest.Ingest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lanes ingest`: writes documents into a collection that is there.
@Command(
        name = "ingest",
        description = {
            "Writes documents into a collection, in the places of those that have their ids.",
            "All or nothing, or with --on-error report each that can be written.",
            "Run again after an interruption, it does not encode again what it had encoded."
        })
final class IngestCommand implements Callable<Integer> {
    /// What becomes of documents that are refused.
    enum OnError {
        /// Nothing is written.
        FAIL,
        /// The others are.
        REPORT
    }

    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The collection.")
    private Path directory;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "The documents, one JSON object a line; may be gzipped.")
    private Path file;

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "Processors that change documents before, as JSON.")
    private Optional<Path> pipeline;

    @Option(
            names = "--on-error",
            paramLabel = "fail|report",
            defaultValue = "fail",
            description =
                    "fail: a document that is refused ends it and nothing is written. report: it is"
                            + " reported, the others are written, and the exit code is 2."
                            + " Default: ${DEFAULT-VALUE}.")
    private OnError onError;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Where refused documents are reported, a JSON object with line, id and rule"
                            + " each. Default: standard output.")
    private Optional<Path> report;

    IngestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (report.isPresent() && onError == OnError.FAIL) {
            throw new UserErrorException("--report must come with --on-error report");
        }
        long start = System.nanoTime();
        WriteCounts counts;
        try (DocumentCollection collection = DocumentCollection.open(directory);
                JsonLines documents = JsonLines.open(file)) {
            Ingest ingest = PipelineFile.ingest(collection, pipeline);
            counts =
                    switch (onError) {
                        case FAIL -> ingest.all(documents);
                        case REPORT -> report(ingest, documents);
                    };
        }
        console.note(
                "%s: %s written, %s unchanged, %s failed, in %s"
                        .formatted(
                                directory,
                                Words.count(counts.written()),
                                Words.count(counts.unchanged()),
                                Words.count(counts.failed()),
                                Words.duration(Duration.ofNanos(System.nanoTime() - start))));
        return counts.failed() == 0 ? ExitCodes.DONE : ExitCodes.INPUT;
    }

    private WriteCounts report(Ingest ingest, JsonLines documents) throws IOException {
        if (report.isEmpty()) {
            return ingest.each(documents, failure -> console.results().line(failure.toJson()));
        }
        try (Writer out = Files.newBufferedWriter(report.get())) {
            return ingest.each(documents, failure -> write(failure, out));
        }
    }

    private static void write(DocumentFailure failure, Writer out) {
        try {
            out.write(failure.toJson());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
