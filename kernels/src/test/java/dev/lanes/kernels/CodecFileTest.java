package dev.lanes.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.SectionFile;
import dev.lanes.memory.SectionFileWriter;
import dev.lanes.memory.SectionFormat;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Codecs and coded rows in files.
class CodecFileTest {
    private static final SectionFormat FORMAT = new SectionFormat("LANESTST", 1);

    @TempDir private Path directory;

    private final OffHeap memory = OffHeap.forOwner("test");
    private final Random random = new Random(5);

    @AfterEach
    void close() {
        memory.close();
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void whatWasWrittenScoresTheSame(Encoding encoding) throws IOException {
        for (var similarity : Similarity.values()) {
            var rows = Stream.generate(this::randomRow).limit(3000).toList();
            var format = new RowFormat(130, similarity);
            var codec = Codec.train(encoding, format, rows);
            var matrix = VectorMatrix.create(codec, memory, Kernels.best());
            rows.forEach(matrix::add);
            var path = directory.resolve(similarity.name());
            try (var file = SectionFileWriter.create(path, FORMAT)) {
                codec.writeTo(file);
                matrix.writeTo(file, "rows", 3000);
                file.commit();
            }
            var file = SectionFile.open(path, FORMAT, memory);
            var read = Codec.open(encoding, format, file);
            var mapped =
                    VectorMatrix.open(
                            read, new MatrixSections(file, "rows"), 3000, memory, Kernels.best());
            var query = randomRow();
            for (int i = 0; i < 3000; i += 7) {
                assertThat(mapped.scorer(query).score(i)).isEqualTo(matrix.scorer(query).score(i));
                assertThat(mapped.row(i)).isEqualTo(matrix.row(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1e300})
    void refusesNumbersThatNobodyLearnt(double wrong) throws IOException {
        for (var encoding : List.of(Encoding.INT8, Encoding.INT4, Encoding.BINARY)) {
            var path = directory.resolve(encoding.name());
            int count = encoding == Encoding.BINARY ? 2 : 4;
            var numbers = MemorySegment.ofArray(new byte[count * Double.BYTES]);
            numbers.set(
                    ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN),
                    numbers.byteSize() - Double.BYTES,
                    wrong);
            try (var file = SectionFileWriter.create(path, FORMAT)) {
                file.section("codec", List.of(numbers));
                file.commit();
            }
            var file = SectionFile.open(path, FORMAT, memory);
            assertThatThrownBy(() -> Codec.open(encoding, new RowFormat(2, Similarity.DOT), file))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining(String.valueOf(wrong));
            assertThatThrownBy(() -> Codec.open(encoding, new RowFormat(3, Similarity.DOT), file))
                    .isInstanceOf(CorruptFileException.class);
        }
    }

    private float[] randomRow() {
        var row = new float[130];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) random.nextGaussian();
        }
        return row;
    }
}
