package dev.lanes.search.cli;

import dev.lanes.search.DocumentCollection;
import dev.lanes.search.ingest.Ingest;
import dev.lanes.search.ingest.Pipeline;
import dev.lanes.search.ingest.PipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The option `--pipeline`.
final class PipelineFile {
    private PipelineFile() {}

    /// @param file without one, documents go in as they are
    static Ingest ingest(DocumentCollection collection, Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return Ingest.into(collection);
        }
        try {
            return Ingest.into(collection).through(Pipeline.parse(Files.readString(file.get())));
        } catch (PipelineException e) {
            throw new UserErrorException(file.get() + ": " + e.getMessage());
        }
    }
}
