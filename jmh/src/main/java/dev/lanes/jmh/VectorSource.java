package dev.lanes.jmh;

import dev.lanes.jmh.data.DataSet;
import dev.lanes.jmh.data.VectorFiles;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Where rows and queries come from: a data set by name, or files. Filled in by picocli.
final class VectorSource {
    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description =
                    "fashion-mnist or siftsmall, with its queries and similarity, in the folder"
                            + " that LANES_DATA names.")
    private Optional<String> dataset = Optional.empty();

    @ArgGroup(exclusive = false, multiplicity = "1")
    private Files files = new Files();

    private static final class Files {
        @Option(
                names = "--base",
                required = true,
                paramLabel = "FILE",
                description = "Rows to index.")
        private Path base;

        @Option(
                names = "--queries",
                required = true,
                paramLabel = "FILE",
                description = "Rows to search for.")
        private Path queries;

        @Option(
                names = "--similarity",
                required = true,
                paramLabel = "NAME",
                description = "euclidean, cosine or dot.")
        private Similarity similarity;
    }

    /// Looks at the name alone, before time is spent.
    ///
    /// @throws UsageException when there is no such data set, or nobody said where it is
    Similarity similarity() {
        if (set().isEmpty()) {
            return files.similarity;
        }
        set().get().folder();
        return set().get().similarity();
    }

    Vectors base(int maxRows) throws IOException {
        return set().isPresent()
                ? set().get().base(maxRows)
                : VectorFiles.read(files.base, maxRows);
    }

    Vectors queries(int maxRows) throws IOException {
        return set().isPresent()
                ? set().get().queries(maxRows)
                : VectorFiles.read(files.queries, maxRows);
    }

    private Optional<DataSet> set() {
        return dataset.map(DataSet::named);
    }
}
