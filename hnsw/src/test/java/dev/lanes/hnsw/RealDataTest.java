package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.recall;
import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// siftsmall: 10,000 rows of 128 values, from the folder that `lanes.data` or LANES_DATA names.
class RealDataTest {
    @Test
    void recallOnSift() throws IOException {
        var data = System.getProperty("lanes.data", System.getenv().getOrDefault("LANES_DATA", ""));
        assumeTrue(!data.isEmpty(), "needs siftsmall: neither lanes.data nor LANES_DATA is set");
        var folder = Path.of(data, "siftsmall");
        var queries = fvecs(folder.resolve("siftsmall_query.fvecs"));
        try (var index =
                Rows.index(
                        fvecs(folder.resolve("siftsmall_base.fvecs")),
                        settings(Similarity.EUCLIDEAN, 16, 200))) {
            assertThat(index.unreachable()).isZero();
            assertThat(recall(index, queries, 10, 100)).isGreaterThanOrEqualTo(.99);
            assertThat(recall(index, queries, 10, 20)).isGreaterThanOrEqualTo(.93);
        }
    }

    private static float[][] fvecs(Path file) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int dimension = bytes.getInt(0);
        var rows = new float[bytes.remaining() / (4 + 4 * dimension)][dimension];
        for (var row : rows) {
            bytes.getInt();
            for (int i = 0; i < dimension; i++) {
                row[i] = bytes.getFloat();
            }
        }
        return rows;
    }
}
