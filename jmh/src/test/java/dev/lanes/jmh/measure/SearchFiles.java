package dev.lanes.jmh.measure;

import dev.lanes.jmh.data.VectorBytes;
import dev.lanes.jmh.data.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Files with drawn rows and queries for a command that indexes and searches them.
public final class SearchFiles {
    private static final int DIMENSION = 20;
    private static final int QUERIES = 20;

    private SearchFiles() {}

    /// Writes them.
    ///
    /// @param rows of the base
    /// @return the arguments of the command
    public static String[] arguments(Path folder, String command, int rows, String... more)
            throws IOException {
        return Stream.concat(
                        Stream.of(
                                command,
                                "--base",
                                write(folder, Samples.random("base", rows, DIMENSION, 1)),
                                "--queries",
                                write(folder, Samples.random("queries", QUERIES, DIMENSION, 2)),
                                "--similarity",
                                "euclidean"),
                        List.of(more).stream())
                .toArray(String[]::new);
    }

    private static String write(Path folder, Vectors vectors) throws IOException {
        byte[] bytes = VectorBytes.fvecs(vectors.rows().toArray(float[][]::new));
        return Files.write(folder.resolve(vectors.name() + ".fvecs"), bytes).toString();
    }
}
