package dev.lanes.jmh;

import dev.lanes.jmh.data.CsrFiles;
import dev.lanes.jmh.sparse.SparseDataSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Where sparse rows and queries come from: a data set by name, or files. Filled in by picocli.
final class SparseSource {
    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = {
                "splade-pp-ed: the rows in the folder that LANES_DATA names, of which 1,000, evenly"
                        + " spread, are held back as queries;",
                "splade-synthetic-1m: a million rows made from the others, and the same queries."
            })
    private Optional<String> dataset = Optional.empty();

    @ArgGroup(exclusive = false, multiplicity = "1")
    private Files files = new Files();

    private static final class Files {
        @Option(
                names = "--base",
                required = true,
                paramLabel = "FILE.csr",
                description = "Rows to index.")
        private Path base;

        @Option(
                names = "--queries",
                required = true,
                paramLabel = "FILE.csr",
                description = "Rows to search for.")
        private Path queries;
    }

    /// Looks at the name alone, before time is spent.
    ///
    /// @throws UsageException when there is no such data set, or nobody said where it is
    void check() {
        if (dataset.isPresent()) {
            SparseDataSet.named(dataset.get());
            SparseDataSet.realRows();
        }
    }

    SparseDataSet.Split read(int maxBase, int maxQueries) throws IOException {
        if (dataset.isEmpty()) {
            return new SparseDataSet.Split(
                    CsrFiles.read(files.base, maxBase), CsrFiles.read(files.queries, maxQueries));
        }
        SparseDataSet.Split all = SparseDataSet.named(dataset.get()).read();
        return new SparseDataSet.Split(all.base().first(maxBase), all.queries().first(maxQueries));
    }
}
