package dev.lanes.jmh.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import dev.lanes.jmh.UsageException;
import dev.lanes.memory.CorruptFileException;
import dev.lanes.vector.SparseVector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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

/// Whole CSR files, and files that were cut, altered, or made to harm.
class CsrFilesTest {
    private static final int EVERY_ROW = Integer.MAX_VALUE;

    /// More than the buffers of the reader, far less than what the headers below promise.
    private static final long SMALL_MEMORY = 1 << 20;

    /// (2: 1, 5: .5), (), (0: 3).
    private static final byte[] GOOD =
            CsrBytes.of(
                    new long[] {3, 6, 3}, new long[] {0, 2, 2, 3}, new int[] {5, 2, 0}, .5f, 1, 3);

    @TempDir private Path folder;

    @Test
    void readsRowsAndSortsTheirTerms() throws IOException {
        for (byte[] bytes : List.of(GOOD, VectorBytes.gzip(GOOD))) {
            SparseRows rows = CsrFiles.read(write("a.csr", bytes), EVERY_ROW);

            assertThat(rows.name()).isEqualTo("a.csr");
            assertThat(rows.columns()).isEqualTo(6);
            assertThat(rows.postings()).isEqualTo(3);
            assertThat(rows.all())
                    .containsExactly(
                            SparseVector.of(new int[] {2, 5}, new float[] {1, .5f}),
                            SparseVector.of(new int[0], new float[0]),
                            SparseVector.of(new int[] {0}, new float[] {3}));
            assertThat(rows.listLengths()).containsExactly(1, 0, 1, 0, 0, 1);
        }
    }

    @Test
    void readsNoMoreThanTheRowsAskedFor() throws IOException {
        byte[] bytes = GOOD.clone();
        // The weight of the last row becomes NaN.
        Arrays.fill(bytes, bytes.length - 4, bytes.length, (byte) -1);
        Path file = write("a.csr", bytes);

        assertThat(CsrFiles.read(file, 2).all()).hasSize(2);
        assertThat(CsrFiles.read(file, 2).postings()).isEqualTo(2);
        assertThatThrownBy(() -> CsrFiles.read(file, 3)).hasMessageContaining("found NaN");
    }

    @Test
    void writesWhatItReads() throws IOException {
        List<SparseVector> drawn = CsrBytes.random(30_000, 10_000, 3);
        byte[] bytes = CsrBytes.of(30_000, drawn);

        SparseRows rows = CsrFiles.read(write("a.csr", bytes), EVERY_ROW);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsrFiles.write(rows, out);

        assertThat(rows.all()).isEqualTo(drawn);
        assertThat(out.toByteArray()).isEqualTo(bytes);
        assertThat(rows.first(7).all()).isEqualTo(drawn.subList(0, 7));
    }

    @Test
    void refusesRowsThatWouldFillTheHeapAndFilesThatAreNone() throws IOException {
        Path file = write("a.csr", GOOD);

        assertThat(CsrFiles.read(file, EVERY_ROW, 24).size()).isEqualTo(3);
        assertThatThrownBy(() -> CsrFiles.read(file, EVERY_ROW, 23))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("half of the heap (23 bytes)");
        assertThatThrownBy(() -> CsrFiles.read(file, 0))
                .hasMessage("the rows to read must be at least 1 but were 0");
        assertThatThrownBy(() -> CsrFiles.read(folder, 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("must be a regular file");
        assertThatThrownBy(() -> CsrFiles.read(folder.resolve("nosuch"), 1))
                .isInstanceOf(NoSuchFileException.class);
    }

    // Nobody compares or keeps them.
    @SuppressWarnings("ArrayRecordComponent")
    record Damaged(byte[] bytes, String... message) {
        @Override
        public String toString() {
            return Arrays.toString(message);
        }
    }

    static Stream<Damaged> damaged() {
        long huge = Long.MAX_VALUE;
        long many = 1L << 40;
        return Stream.of(
                damaged(new long[] {0, 6, 0}, "byte 0", "a row count in 1..", "found 0"),
                damaged(new long[] {-1, 6, 0}, "byte 0", "found -1"),
                damaged(new long[] {huge, 6, 0}, "byte 0", "found " + huge),
                damaged(new long[] {3, 0, 3}, "byte 8", "a column count in 1..", "found 0"),
                damaged(new long[] {3, many, 3}, "byte 8", "found " + many),
                damaged(new long[] {3, 6, -3}, "byte 16", "a count of postings", "found -3"),
                damaged(new long[] {3, 6, huge}, "byte 16", "found " + huge),
                damaged(new long[] {many, 6, many}, new long[] {0}, "byte 32", "the end"),
                damaged(new long[] {3, 6, 3}, new long[] {1}, "byte 24", "0..0", "found 1"),
                damaged(new long[] {3, 6, 3}, new long[] {0, -1}, "byte 32", "found -1"),
                damaged(new long[] {3, 6, 3}, new long[] {0, 2, 1}, "byte 40", "2..3", "found 1"),
                damaged(new long[] {3, 6, 3}, new long[] {0, 4}, "byte 32", "0..3", "found 4"),
                // More terms in a row than there are.
                damaged(new long[] {1, 6, many}, new long[] {0, 7}, "byte 32", "0..6", "found 7"),
                damaged(
                        new long[] {1, 6, 3},
                        new long[] {0, 2},
                        "byte 32",
                        "postings, 3",
                        "found 2"),
                damaged(
                        new long[] {1, 1 << 30, 1 << 30},
                        new long[] {0, 1 << 30},
                        "byte 40",
                        "of terms",
                        "the end"),
                terms(new int[] {-1, 2, 3}, "byte 40", "a term in 0..5", "found -1"),
                terms(new int[] {1, 2, 6}, "byte 48", "a term in 0..5", "found 6"),
                terms(new int[] {5, 2, 5}, "byte 40", "each term once in row 0", "found 5 twice"),
                weights("byte 56", "a finite weight of at least 0", "found -1.0", 1, -1, 1),
                weights("byte 56", "a finite weight", "found NaN", 1, Float.NaN, 1),
                weights("byte 60", "a finite", "Infinity", 1, 1, Float.POSITIVE_INFINITY),
                weights("byte 64", "the end of the file", "more bytes", 1, 1, 1, 1));
    }

    private static Damaged damaged(long[] header, String... message) {
        return damaged(header, new long[0], message);
    }

    private static Damaged damaged(long[] header, long[] starts, String... message) {
        return new Damaged(CsrBytes.of(header, starts, new int[0]), message);
    }

    private static Damaged terms(int[] terms, String... message) {
        long[] starts = {0, 3};
        return new Damaged(CsrBytes.of(new long[] {1, 6, 3}, starts, terms, 1, 1, 1), message);
    }

    private static Damaged weights(String place, String expected, String found, float... weights) {
        long[] starts = {0, 3};
        int[] terms = {1, 2, 3};
        return new Damaged(
                CsrBytes.of(new long[] {1, 6, 3}, starts, terms, weights), place, expected, found);
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void namesFilePlaceExpectedAndFound(Damaged damaged) throws IOException {
        Path file = write("bad.csr", damaged.bytes());

        assertThatThrownBy(() -> CsrFiles.read(file, EVERY_ROW))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("bad.csr")
                .hasMessageContainingAll(damaged.message());
        assertThat(bytesToRefuse(file)).isLessThan(SMALL_MEMORY);
    }

    private static long bytesToRefuse(Path file) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Throwable refusal = catchThrowable(() -> CsrFiles.read(file, EVERY_ROW));
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(refusal).isInstanceOf(CorruptFileException.class);
        return after - before;
    }

    @Test
    void noticesACutAtEveryByte() throws IOException {
        byte[] packed = VectorBytes.gzip(GOOD);
        for (byte[] whole : List.of(GOOD, packed)) {
            for (int length = 0; length < whole.length; length++) {
                Path file = write("cut.csr", Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> CsrFiles.read(file, EVERY_ROW))
                        .as("cut to %d bytes", length)
                        .isInstanceOf(CorruptFileException.class);
            }
        }
    }

    @Test
    void survivesAFlipOfEveryBit() throws IOException {
        int refused = 0;
        for (int bit = 0; bit < GOOD.length * Byte.SIZE; bit++) {
            byte[] bad = GOOD.clone();
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                // Another weight or term is as good as the one that was there.
                assertThat(CsrFiles.read(write("flip.csr", bad), EVERY_ROW).size()).isEqualTo(3);
            } catch (CorruptFileException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(GOOD.length * 4);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
