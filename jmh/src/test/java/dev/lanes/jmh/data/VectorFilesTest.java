package dev.lanes.jmh.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.jmh.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole files of every format.
class VectorFilesTest {
    private static final int EVERY_ROW = Integer.MAX_VALUE;

    @TempDir private Path folder;

    // Nobody compares or keeps them.
    @SuppressWarnings("ArrayRecordComponent")
    record Example(String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// The rows (0, 1, 2) and (3, 255, 5) in every format.
    static Stream<Example> examples() {
        byte[] fvecs = VectorBytes.fvecs(new float[] {0, 1, 2}, new float[] {3, 255, 5});
        byte[] fbin = VectorBytes.fbin(2, 3, 0, 1, 2, 3, 255, 5);
        byte[] flat = VectorBytes.idx(0x0802, new int[] {2, 3}, 0, 1, 2, 3, 255, 5);
        byte[] images = VectorBytes.idx(0x0803, new int[] {2, 1, 3}, 0, 1, 2, 3, 255, 5);
        return Stream.of(
                new Example("a.fvecs", fvecs),
                new Example("a.FVECS", fvecs),
                new Example("a.fvecs.gz", VectorBytes.gzip(fvecs)),
                new Example("packed-under-a-plain-name.fvecs", VectorBytes.gzip(fvecs)),
                new Example("plain-under-a-packed-name.fvecs.gz", fvecs),
                new Example("a.fbin", fbin),
                new Example("a.fbin.gz", VectorBytes.gzip(fbin)),
                new Example("a-idx2-ubyte", flat),
                new Example("a-idx3-ubyte.gz", VectorBytes.gzip(images)),
                new Example("a.idx", images),
                new Example("known-by-its-content", images));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsEveryRow(Example example) throws IOException {
        Vectors vectors = VectorFiles.read(write(example), EVERY_ROW);

        assertThat(vectors.name()).isEqualTo(example.name());
        assertThat(vectors.dimension()).isEqualTo(3);
        assertThat(vectors.rows())
                .usingElementComparator(Arrays::compare)
                .isEqualTo(List.of(new float[] {0, 1, 2}, new float[] {3, 255, 5}));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void stopsAtTheRowsAskedFor(Example example) throws IOException {
        assertThat(VectorFiles.read(write(example), 1).size()).isEqualTo(1);
    }

    @Test
    void doesNotReadBehindTheRowsAskedFor() throws IOException {
        Path file = write(new Example("a.fbin", VectorBytes.fbin(2, 1, 7, Float.NaN)));

        assertThat(VectorFiles.read(file, 1).rows().getFirst()).containsExactly(7);
    }

    @Test
    void namesTheKnownFormats() throws IOException {
        Path file = write(new Example("a.npy", new byte[] {1, 2, 3, 4}));

        assertThatThrownBy(() -> VectorFiles.read(file, EVERY_ROW))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("a.npy has no known format")
                .hasMessageContaining(".fvecs, .fbin and IDX");
    }

    @Test
    void refusesAMissingFileAndAFolder() {
        assertThatThrownBy(() -> VectorFiles.read(folder.resolve("a.fvecs"), EVERY_ROW))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> VectorFiles.read(folder, EVERY_ROW))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("must be a regular file");
    }

    @Test
    void refusesToReadNoRows() throws IOException {
        Path file = write(new Example("a.fbin", VectorBytes.fbin(1, 1, 7)));

        assertThatThrownBy(() -> VectorFiles.read(file, 0))
                .isInstanceOf(UsageException.class)
                .hasMessage("the rows to read must be at least 1 but were 0");
    }

    @Test
    void refusesRowsThatWouldFillTheHeap() throws IOException {
        Path file = write(new Example("a.fbin", VectorBytes.fbin(3, 1, 1, 2, 3)));

        assertThat(VectorFiles.read(file, EVERY_ROW, 12).size()).isEqualTo(3);
        assertThatThrownBy(() -> VectorFiles.read(file, EVERY_ROW, 11))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("half of the heap (11 bytes)")
                .hasMessageContaining("--max-base");
    }

    private Path write(Example example) throws IOException {
        return Files.write(folder.resolve(example.name()), example.bytes());
    }
}
