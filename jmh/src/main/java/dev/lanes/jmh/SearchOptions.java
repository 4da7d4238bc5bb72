package dev.lanes.jmh;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.jmh.report.JsonReport;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What every command takes that indexes rows and searches them. Filled in by picocli.
final class SearchOptions {
    @ArgGroup(multiplicity = "1")
    private VectorSource source;

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "Rows a query asks for (default ${DEFAULT-VALUE}).")
    private int k;

    @Option(
            names = "--max-base",
            paramLabel = "N",
            defaultValue = "2147483647",
            description = "Index only the first N rows.")
    private int maxBase;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures here.")
    private Optional<Path> json;

    /// Refuses what can be refused without the data, before time is spent on reading it.
    void check() {
        UsageException.requireAtLeastOne("k", k);
        UsageException.requireAtLeastOne("--max-base", maxBase);
    }

    int k() {
        return k;
    }

    Similarity similarity() {
        return source.similarity();
    }

    HnswSettings settings() {
        return HnswSettings.of(similarity());
    }

    /// The rows, of which there must be more than one search wants.
    ///
    /// @param least how many
    /// @param rule what that is, for the message
    Vectors base(int least, String rule) throws IOException {
        Vectors base = base();
        if (base.size() < least) {
            throw new UsageException(
                    "there must be at least %s = %d rows but were %d"
                            .formatted(rule, least, base.size()));
        }
        return base;
    }

    Vectors base() throws IOException {
        return source.base(maxBase);
    }

    Vectors queries(int most) throws IOException {
        return source.queries(most);
    }

    Optional<JsonReport> report() {
        return json.map(JsonReport::to);
    }
}
