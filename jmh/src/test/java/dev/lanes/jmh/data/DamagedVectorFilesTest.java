package dev.lanes.jmh.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import dev.lanes.memory.CorruptFileException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that were cut, altered, or made to harm.
class DamagedVectorFilesTest {
    private static final int EVERY_ROW = Integer.MAX_VALUE;

    /// More than the buffers of the reader, far less than what the headers below promise.
    private static final long SMALL_MEMORY = 1 << 20;

    @TempDir private Path folder;

    // Nobody compares or keeps them.
    @SuppressWarnings("ArrayRecordComponent")
    record Damaged(String name, byte[] bytes, String... message) {
        @Override
        public String toString() {
            return name + " " + Arrays.toString(message);
        }
    }

    static Stream<Damaged> damaged() {
        int images = 0x0803;
        int[] one = {1, 1, 1};
        byte[] badChecksum = VectorBytes.gzip(VectorBytes.fbin(1, 1, 7));
        badChecksum[badChecksum.length - 8] ^= 1;
        return Stream.of(
                new Damaged(
                        "dim0.fvecs", VectorBytes.fvecs(new float[0]), "byte 0", "1..4096", "0"),
                new Damaged("huge.fvecs", ints(Integer.MAX_VALUE), "byte 0", "2147483647"),
                new Damaged("minus.fvecs", ints(-1), "byte 0", "found -1"),
                new Damaged(
                        "mixed.fvecs",
                        VectorBytes.fvecs(new float[] {1, 2}, new float[] {1}),
                        "byte 12",
                        "dimension 2 as in the first row",
                        "found 1"),
                new Damaged(
                        "nan.fvecs",
                        VectorBytes.fvecs(new float[] {1, Float.NaN}),
                        "byte 8",
                        "a finite float",
                        "found NaN"),
                new Damaged("rows.fbin", VectorBytes.fbin(0, 1), "byte 0", "at least 1", "found 0"),
                new Damaged("minus.fbin", VectorBytes.fbin(-1, 1), "byte 0", "found -1"),
                new Damaged("dim.fbin", VectorBytes.fbin(1, 4097), "byte 4", "1..4096", "4097"),
                new Damaged(
                        "huge.fbin", VectorBytes.fbin(Integer.MAX_VALUE, 4096), "byte 8", "row"),
                new Damaged("long.fbin", VectorBytes.fbin(1, 1, 7, 8), "byte 12", "the end"),
                new Damaged("inf.fbin", VectorBytes.fbin(1, 1, Float.NEGATIVE_INFINITY), "byte 8"),
                new Damaged("sum.fbin", badChecksum, "byte 12", "gzip", "unpacked"),
                new Damaged("magic.idx", VectorBytes.idx(0x1234, one, 1), "byte 0", "0x00001234"),
                new Damaged("floats.idx", VectorBytes.idx(0x0d03, one, 1), "byte 0", "0x00000d03"),
                new Damaged("labels.idx", VectorBytes.idx(0x0801, new int[] {1}, 1), "0x00000801"),
                new Damaged(
                        "none.idx",
                        VectorBytes.idx(images, new int[] {0, 1, 1}),
                        "byte 4",
                        "found 0"),
                new Damaged(
                        "flat.idx",
                        VectorBytes.idx(images, new int[] {1, 1, 0}),
                        "byte 12",
                        "found 0"),
                new Damaged(
                        "wide.idx",
                        VectorBytes.idx(images, new int[] {1, 65, 64}),
                        "byte 12",
                        "found 4160"),
                new Damaged(
                        "overflow.idx",
                        VectorBytes.idx(images, new int[] {1, 1 << 16, 1 << 16}),
                        "byte 8",
                        "found 65536"),
                new Damaged(
                        "huge.idx",
                        VectorBytes.idx(images, new int[] {Integer.MAX_VALUE, 64, 64}),
                        "byte 16",
                        "image"),
                new Damaged("long.idx", VectorBytes.idx(images, one, 1, 2), "byte 17", "the end"));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void namesFilePlaceExpectedAndFound(Damaged damaged) throws IOException {
        Path file = Files.write(folder.resolve(damaged.name()), damaged.bytes());

        assertThatThrownBy(() -> VectorFiles.read(file, EVERY_ROW))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(damaged.name())
                .hasMessageContaining("expected")
                .hasMessageContaining("found")
                .hasMessageContainingAll(damaged.message());
        assertThat(bytesToRefuse(file)).isLessThan(SMALL_MEMORY);
    }

    private static long bytesToRefuse(Path file) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Throwable refusal = catchThrowable(() -> VectorFiles.read(file, EVERY_ROW));
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(refusal).isInstanceOf(CorruptFileException.class);
        return after - before;
    }

    @ParameterizedTest
    @MethodSource("dev.lanes.jmh.data.VectorFilesTest#examples")
    void noticesACutAtEveryByte(VectorFilesTest.Example example) throws IOException {
        // A .fvecs file has no count: cut between rows it is a whole, shorter file.
        boolean plainFvecs = example.bytes()[0] == 3;
        int rowBytes = example.bytes().length / 2;
        for (int length = 0; length < example.bytes().length; length++) {
            byte[] start = Arrays.copyOf(example.bytes(), length);
            Path file = Files.write(folder.resolve(example.name()), start);
            if (plainFvecs && length == rowBytes) {
                assertThat(VectorFiles.read(file, EVERY_ROW).size()).isEqualTo(1);
            } else if (example.name().equals("known-by-its-content") && length < 3) {
                assertThatThrownBy(() -> VectorFiles.read(file, EVERY_ROW))
                        .hasMessageContaining("no known format");
            } else {
                assertThatThrownBy(() -> VectorFiles.read(file, EVERY_ROW))
                        .as("cut to %d bytes", length)
                        .isInstanceOf(CorruptFileException.class)
                        .hasMessageContaining(example.name());
            }
        }
    }

    @Test
    void survivesAFlipOfEveryBit() throws IOException {
        byte[] good = VectorBytes.gzip(VectorBytes.fbin(2, 3, 0, 1, 2, 3, 255, 5));
        int refused = 0;
        for (int bit = 0; bit < good.length * Byte.SIZE; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            Path file = Files.write(folder.resolve("a.fbin.gz"), bad);
            try {
                // Some bits of a gzip header mean nothing: the rows are then as they were.
                assertThat(VectorFiles.read(file, EVERY_ROW).rows().get(1))
                        .containsExactly(3, 255, 5);
            } catch (CorruptFileException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(good.length * 4);
    }

    private static byte[] ints(int value) {
        return VectorBytes.fbin(value, 1);
    }
}
