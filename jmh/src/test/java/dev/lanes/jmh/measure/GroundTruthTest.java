package dev.lanes.jmh.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanes.jmh.SharedData;
import dev.lanes.jmh.data.VectorFiles;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroundTruthTest {
    /// More than one tile of rows, and not a multiple of it.
    private static final Vectors BASE = Samples.random("base", 600, 19, 1);

    private static final Vectors QUERIES = Samples.random("queries", 20, 19, 2);

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void isWhatSortingAllRowsGives(Similarity similarity) {
        HnswTask task = Samples.task(BASE, QUERIES, similarity, 10);

        int[][] truth = GroundTruth.compute(task, Samples.silent());

        for (int query = 0; query < QUERIES.size(); query++) {
            assertThat(truth[query]).containsExactly(sorted(similarity, query));
        }
    }

    private static int[] sorted(Similarity similarity, int query) {
        return IntStream.range(0, BASE.size())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -closeness(similarity, query, row)))
                .limit(10)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double closeness(Similarity similarity, int query, int row) {
        return Closeness.of(similarity, QUERIES.rows().get(query), BASE.rows().get(row)).value();
    }

    @Test
    void agreesWithTheTruthThatComesWithSiftsmall() throws IOException {
        Optional<Path> folder = SharedData.folder("siftsmall");
        assumeTrue(folder.isPresent(), SharedData.HOW_TO_GIVE);
        Vectors base = read(folder.get(), "siftsmall_base.fvecs");
        Vectors queries = read(folder.get(), "siftsmall_query.fvecs");
        assertThat(base.size()).isEqualTo(10_000);
        assertThat(base.dimension()).isEqualTo(128);
        int[][] published = ivecs(folder.get().resolve("siftsmall_groundtruth.ivecs"));
        HnswTask task = Samples.task(base, queries, Similarity.EUCLIDEAN, published[0].length);

        int[][] truth = GroundTruth.compute(task, Samples.silent());

        assertThat(truth).hasDimensions(100, 100);
        // Some rows are equally far, and then either may come first or be the last one in.
        assertThat(new Recall(task, published).of(truth)).isEqualTo(1);
        assertThat(new Recall(task, truth).of(published)).isEqualTo(1);
    }

    private static Vectors read(Path folder, String name) throws IOException {
        return VectorFiles.read(folder.resolve(name), Integer.MAX_VALUE);
    }

    private static int[][] ivecs(Path file) throws IOException {
        IntBuffer ints =
                ByteBuffer.wrap(Files.readAllBytes(file))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asIntBuffer();
        int length = ints.get(0);
        int[][] rows = new int[ints.remaining() / (length + 1)][length];
        for (int[] row : rows) {
            ints.get();
            ints.get(row);
        }
        return rows;
    }
}
