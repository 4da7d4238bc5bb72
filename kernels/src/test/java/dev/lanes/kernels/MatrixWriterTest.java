package dev.lanes.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.memory.OffHeap;
import dev.lanes.memory.SectionFileWriter;
import dev.lanes.memory.SectionFormat;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixWriterTest {
    private static final SectionFormat FORMAT = new SectionFormat("TESTFILE", 1);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"COSINE, 0", "COSINE, 1", "DOT, 256", "COSINE, 257", "EUCLIDEAN, 1000"})
    void itWritesWhatAMatrixWrites(Similarity similarity, int count) throws IOException {
        var random = new Random(5);
        var codec = Codec.float32(new RowFormat(19, similarity));
        var streamed = folder.resolve("streamed");
        var whole = folder.resolve("whole");
        try (var memory = OffHeap.forOwner("test");
                var first = SectionFileWriter.create(streamed, FORMAT);
                var second = SectionFileWriter.create(whole, FORMAT)) {
            var matrix = VectorMatrix.create(codec, memory, Kernels.best());
            var writer = MatrixWriter.begin(first, "rows", codec, memory);
            for (int i = 0; i < count; i++) {
                var row = new float[19];
                for (int j = 0; j < row.length; j++) {
                    row[j] = (float) random.nextGaussian();
                }
                matrix.add(row);
                writer.add(row);
            }
            var bad = new float[19];
            bad[7] = Float.NaN;
            assertThatThrownBy(() -> writer.add(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThat(writer.size()).isEqualTo(count);
            writer.end();
            first.commit();
            matrix.writeTo(second, "rows", count);
            second.commit();
        }
        assertThat(streamed).hasSameBinaryContentAs(whole);
    }
}
