package dev.lanes.jmh.data;

import dev.lanes.jmh.Settings;
import dev.lanes.jmh.UsageException;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The data sets that are known by name, in the folder that [Settings#data()] tells.
public enum DataSet {
    /// 60,000 and 10,000 images of 784 pixels.
    FASHION_MNIST(
            "fashion-mnist",
            "train-images-idx3-ubyte.gz",
            "t10k-images-idx3-ubyte.gz",
            Similarity.EUCLIDEAN),
    /// 10,000 and 100 SIFT descriptors of 128 values.
    SIFTSMALL("siftsmall", "siftsmall_base.fvecs", "siftsmall_query.fvecs", Similarity.EUCLIDEAN);

    private final String label;
    private final String base;
    private final String queries;
    private final Similarity similarity;

    DataSet(String label, String base, String queries, Similarity similarity) {
        this.label = label;
        this.base = base;
        this.queries = queries;
        this.similarity = similarity;
    }

    /// The data set with a given name.
    ///
    /// @param name in any case
    /// @throws UsageException when there is none; the message lists those that exist
    public static DataSet named(String name) {
        return Arrays.stream(values())
                .filter(set -> set.label.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException(
                                "a data set must be one of %s but was \"%s\""
                                        .formatted(names(), name)));
    }

    private static String names() {
        return Arrays.stream(values()).map(DataSet::label).collect(Collectors.joining(", "));
    }

    /// Its name, which is also that of its folder.
    public String label() {
        return label;
    }

    /// What its authors compare it by.
    public Similarity similarity() {
        return similarity;
    }

    /// Rows to index.
    ///
    /// @param maxRows where to stop
    /// @throws UsageException when nobody said where data sets are
    public Vectors base(int maxRows) throws IOException {
        return read(base, maxRows);
    }

    /// Rows to search for; none of them is in the base.
    ///
    /// @param maxRows where to stop
    /// @throws UsageException when nobody said where data sets are
    public Vectors queries(int maxRows) throws IOException {
        return read(queries, maxRows);
    }

    /// The folder of the data set.
    ///
    /// @throws UsageException when nobody said where data sets are
    public Path folder() {
        return Settings.data()
                .orElseThrow(() ->
                        new UsageException(
                                "--dataset needs the folder that has %s: set LANES_DATA to it"
                                        .formatted(label)))
                .resolve(label);
    }

    private Vectors read(String file, int maxRows) throws IOException {
        Vectors rows = VectorFiles.read(folder().resolve(file), maxRows);
        return new Vectors(label, rows.dimension(), rows.rows());
    }
}
