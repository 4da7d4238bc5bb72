package dev.lanes.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// fashion-mnist: images of 784 values, from the folder that `lanes.data` or LANES_DATA names.
class FilterDataTest {
    private static final long SEED = 53;
    private static final int ROWS = 20_000;
    private static final int K = 10;

    @Test
    void everyShareIsFoundOnFashionMnist() throws IOException {
        var data = System.getProperty("lanes.data", System.getenv().getOrDefault("LANES_DATA", ""));
        assumeTrue(
                !data.isEmpty(), "needs fashion-mnist: neither lanes.data nor LANES_DATA is set");
        var folder = Path.of(data, "fashion-mnist");
        var queries = images(folder.resolve("t10k-images-idx3-ubyte.gz"), 50);
        var labels = labels(folder.resolve("train-labels-idx1-ubyte.gz"));
        var rows = images(folder.resolve("train-images-idx3-ubyte.gz"), ROWS);
        try (var index = HnswIndex.create(784, Rows.settings(Similarity.EUCLIDEAN, 16, 100))) {
            for (int i = 0; i < ROWS; i++) {
                index.add(i, rows[i]);
            }
            for (double share : new double[] {.001, .01, .05, .2, .5, .9}) {
                check(index, queries, id -> new Random(31 * id + SEED).nextDouble() < share);
            }
            // A kind of clothes: close to some queries and far from others.
            for (int label = 0; label < 10; label += 3) {
                byte kind = (byte) label;
                check(index, queries, id -> labels[(int) id] == kind);
                check(index, queries, id -> labels[(int) id] != kind);
            }
        }
    }

    private static void check(HnswIndex index, float[][] queries, LongPredicate passes) {
        var settings = SearchSettings.of(K, EfSearch.of(50)).withFilter(RowFilter.matching(passes));
        int found = 0;
        int wanted = 0;
        for (var query : queries) {
            var best =
                    Rows.ids(
                            index.searchExact(query, ROWS).stream()
                                    .filter((Hit hit) -> passes.test(hit.id()))
                                    .limit(K)
                                    .toList());
            wanted += best.size();
            best.retainAll(Rows.ids(index.search(query, settings).hits()));
            found += best.size();
        }
        assertThat((double) found / wanted)
                .as("%s, seed %d", index.search(queries[0], settings).explanation(), SEED)
                .isGreaterThanOrEqualTo(.95);
    }

    private static float[][] images(Path file, int most) throws IOException {
        try (var in =
                new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16))) {
            in.skipNBytes(Integer.BYTES);
            var rows = new float[Math.min(most, in.readInt())][in.readInt() * in.readInt()];
            for (var row : rows) {
                var pixels = in.readNBytes(row.length);
                for (int i = 0; i < row.length; i++) {
                    row[i] = Byte.toUnsignedInt(pixels[i]);
                }
            }
            return rows;
        }
    }

    private static byte[] labels(Path file) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            in.skipNBytes(2 * Integer.BYTES);
            return in.readAllBytes();
        }
    }
}
