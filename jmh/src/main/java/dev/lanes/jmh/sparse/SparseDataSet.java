package dev.lanes.jmh.sparse;

import dev.lanes.jmh.Settings;
import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.data.CsrFiles;
import dev.lanes.jmh.data.SparseRowCollector;
import dev.lanes.jmh.data.SparseRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The sparse data sets that are known by name.
public enum SparseDataSet {
    /// Real rows of SPLADE++ EnsembleDistil.
    SPLADE_PP_ED("splade-pp-ed"),
    /// A million rows made from those of the first, and the same queries.
    SPLADE_SYNTHETIC_1M("splade-synthetic-1m");

    private static final int QUERIES = 1000;
    private static final int SYNTHETIC_ROWS = 1_000_000;

    private final String label;

    SparseDataSet(String label) {
        this.label = label;
    }

    /// Rows to index, and rows to search for that are not among them.
    ///
    /// @param base the rows to index
    /// @param queries the rows to search for
    public record Split(SparseRows base, SparseRows queries) {}

    /// The data set with a given name.
    ///
    /// @param name in any case
    /// @throws UsageException when there is none; the message lists those that exist
    public static SparseDataSet named(String name) {
        return Arrays.stream(values())
                .filter(set -> set.label.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException(
                                "a data set must be one of %s but was \"%s\""
                                        .formatted(names(), name)));
    }

    private static String names() {
        return Arrays.stream(values()).map(set -> set.label).collect(Collectors.joining(", "));
    }

    /// The file of the real rows.
    ///
    /// @throws UsageException when nobody said where data sets are
    public static Path realRows() {
        return Settings.data()
                .orElseThrow(() ->
                        new UsageException(
                                "%s must be in the folder of data sets: set LANES_DATA to it"
                                        .formatted(SPLADE_PP_ED.label)))
                .resolve(SPLADE_PP_ED.label)
                .resolve("vectors.csr.gz");
    }

    /// Reads the rows, and makes those that are to be made.
    public Split read() throws IOException {
        Split real = split(CsrFiles.read(realRows(), Integer.MAX_VALUE), QUERIES);
        SparseRows base =
                switch (this) {
                    case SPLADE_PP_ED -> real.base();
                    case SPLADE_SYNTHETIC_1M ->
                            SyntheticRows.make(
                                    real.base(), SYNTHETIC_ROWS, SyntheticRows.DEFAULT_SEED);
                };
        return new Split(base.named(label), real.queries().named("rows held back"));
    }

    /// Holds rows back as queries, evenly spread: of n rows those with the numbers ⌊i · n /
    /// queries⌋.
    ///
    /// @param rows more than there are to be queries
    public static Split split(SparseRows rows, int queries) {
        if (queries >= rows.size()) {
            throw new UsageException(
                    "rows must be more than the %d queries but were %d"
                            .formatted(queries, rows.size()));
        }
        SparseRowCollector base = new SparseRowCollector(rows.columns());
        SparseRowCollector held = new SparseRowCollector(rows.columns());
        int next = 0;
        for (int row = 0; row < rows.size(); row++) {
            boolean query = next < queries && row == (int) ((long) next * rows.size() / queries);
            next += query ? 1 : 0;
            (query ? held : base).addRow(rows.row(row));
        }
        return new Split(base.rows(rows.name()), held.rows(rows.name()));
    }
}
