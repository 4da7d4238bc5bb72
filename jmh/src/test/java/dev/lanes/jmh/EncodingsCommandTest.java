package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanes.jmh.data.VectorBytes;
import dev.lanes.jmh.data.VectorFiles;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.jmh.encoding.EncodingBenchmark;
import dev.lanes.jmh.encoding.EncodingResult;
import dev.lanes.jmh.encoding.EncodingTask;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.Samples;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What encodings cost: on a small set through the command line, on real vectors against floors.
class EncodingsCommandTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsALineForEachEncoding() throws IOException {
        int code =
                run(
                        "--base",
                        write("base.fvecs", Samples.random("base", 300, 20, 1)),
                        "--queries",
                        write("queries.fvecs", Samples.random("queries", 10, 20, 2)),
                        "--similarity",
                        "cosine");

        assertThat(err.toString()).doesNotContain("lanes-bench:");
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("base.fvecs: 300 rows × 20, COSINE, 10 queries"))
                .anyMatch(line -> line.matches("encoding +bytes/row +none +15 +20 +30 +50 +100 .*"))
                .anyMatch(line -> line.matches("FLOAT32 +128 +1\\.0000 .* 0\\.00000"))
                .anyMatch(line -> line.matches("INT8 +64 .*"))
                .anyMatch(line -> line.matches("BINARY +64 .*"));
    }

    @Test
    void refusesWhatDoesNotFit() throws IOException {
        String base = write("base.fvecs", Samples.random("base", 9, 20, 1));
        String wider = write("wider.fvecs", Samples.random("wider", 9, 21, 1));
        assertThat(run("--base", base, "--queries", wider, "--similarity", "dot")).isEqualTo(2);
        assertThat(err.toString()).contains("the dimension of --base, 20, but have 21");
        assertThat(run("--base", base, "--queries", base, "--similarity", "dot")).isEqualTo(2);
        assertThat(err.toString()).contains("at most the number of rows, 9, but was 10");
        assertThat(run("--base", base, "--queries", base, "--similarity", "dot", "-k", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("k must be at least 1 but was 0");
    }

    /// Floors a little below what was measured (docs/decisions/0007-encodings.md).
    @Test
    void keepsRecallOnRealImages() throws IOException {
        Path images = realImages();
        EncodingTask task =
                new EncodingTask(
                        VectorFiles.read(images.resolve("train-images-idx3-ubyte.gz"), 10_000),
                        VectorFiles.read(images.resolve("t10k-images-idx3-ubyte.gz"), 50),
                        Similarity.EUCLIDEAN,
                        10);
        List<EncodingResult> results =
                new EncodingBenchmark(task, List.of(10, 20, 50))
                        .run(new Progress(new PrintWriter(Writer.nullWriter())));
        double[][] floors = {{1, 1, 1}, {.96, 1, 1}, {.97, 1, 1}, {.92, .99, 1}, {.7, .9, .98}};
        for (int i = 0; i < floors.length; i++) {
            for (int depth = 0; depth < 3; depth++) {
                assertThat(results.get(i).recall().get(depth))
                        .as("%s, depth %d", results.get(i).encoding(), depth)
                        .isGreaterThanOrEqualTo(floors[i][depth]);
            }
        }
    }

    private static Path realImages() {
        Optional<Path> images = SharedData.folder("fashion-mnist");
        assumeTrue(images.isPresent(), SharedData.HOW_TO_GIVE);
        return images.get();
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "encodings";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return LanesBench.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private String write(String name, Vectors vectors) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, VectorBytes.fvecs(vectors.rows().toArray(float[][]::new)));
        return file.toString();
    }
}
