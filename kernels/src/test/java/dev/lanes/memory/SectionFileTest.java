package dev.lanes.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionFileTest {
    private static final SectionFormat FORMAT = new SectionFormat("TESTFILE", 3);

    @TempDir Path folder;
    private Path path;

    @BeforeEach
    void write() throws IOException {
        path = folder.resolve("file");
        try (var file = SectionFileWriter.create(path, FORMAT)) {
            file.section("one", List.of(bytes(1, 100), bytes(2, 30)));
            file.section("empty", List.of());
            file.section("two", List.of(bytes(3, 64)));
            file.commit();
        }
    }

    @Test
    void sectionsComeBack() throws IOException {
        try (var memory = OffHeap.forOwner("test")) {
            var file = SectionFile.open(path, FORMAT, memory);
            file.verify();
            assertThat(file.section("one").byteSize()).isEqualTo(130);
            assertThat(file.section("one").get(ValueLayout.JAVA_BYTE, 129)).isEqualTo((byte) 2);
            assertThat(file.section("empty", 0).byteSize()).isZero();
            assertThat(file.section("two", 64).address() % 64).isZero();
            assertThatThrownBy(() -> file.section("three"))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("\"three\"");
            assertThatThrownBy(() -> file.section("two", 65))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("65 bytes");
        }
    }

    @Test
    void whatChangesMeanwhileHasTheRightChecksum() throws IOException {
        var piece = bytes(0, 1 << 20);
        var isWritten = new AtomicBoolean();
        var changing =
                CompletableFuture.runAsync(() -> {
                    for (int i = 0; !isWritten.get(); i += 61) {
                        piece.set(ValueLayout.JAVA_BYTE, i & ((1 << 20) - 1), (byte) (i >> 20));
                    }
                });
        for (int round = 0; round < 5; round++) {
            try (var file = SectionFileWriter.create(path, FORMAT)) {
                file.section("rows", List.of(piece));
                file.commit();
            }
            try (var memory = OffHeap.forOwner("test")) {
                SectionFile.open(path, FORMAT, memory).verify();
            }
        }
        isWritten.set(true);
        changing.join();
    }

    @Test
    void aSectionCanBeWrittenPieceByPiece() throws IOException {
        var whole = Files.readAllBytes(path);
        try (var file = SectionFileWriter.create(path, FORMAT)) {
            assertThatThrownBy(() -> file.append(bytes(1, 1)))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(file::end).isInstanceOf(IllegalStateException.class);
            file.begin("one");
            file.append(bytes(1, 100));
            assertThatThrownBy(() -> file.section("two", List.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a section must be ended first but was not");
            assertThatThrownBy(file::commit).isInstanceOf(IllegalStateException.class);
            file.append(bytes(2, 30));
            file.end();
            file.begin("empty");
            file.end();
            file.section("two", List.of(bytes(3, 64)));
            file.commit();
        }
        assertThat(path).hasBinaryContent(whole);
    }

    @Test
    void everyFlippedBitIsNoticed() throws IOException {
        var good = Files.readAllBytes(path);
        for (int i = 0; i < good.length; i++) {
            var bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            assertDamaged(bad);
        }
    }

    @Test
    void everyCutIsNoticed() throws IOException {
        var good = Files.readAllBytes(path);
        for (int length = 0; length < good.length; length++) {
            assertDamaged(Arrays.copyOf(good, length));
        }
        assertDamaged(Arrays.copyOf(good, good.length + 1));
    }

    private void assertDamaged(byte[] content) throws IOException {
        Files.write(path, content);
        for (var reading : List.<ThrowingCallable>of(this::open, this::load)) {
            assertThatThrownBy(reading)
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining(path.toString());
        }
    }

    private void open() throws IOException {
        try (var memory = OffHeap.forOwner("test")) {
            SectionFile.open(path, FORMAT, memory).verify();
        }
    }

    private void load() throws IOException {
        try (var memory = OffHeap.forOwner("test")) {
            SectionFile.load(path, FORMAT, memory).verify();
        }
    }

    @Test
    void whatWasLoadedDoesNotChangeWithTheFile() throws IOException {
        long bytes = Files.size(path);
        try (var memory = OffHeap.limited("test", bytes)) {
            var file = SectionFile.load(path, FORMAT, memory);
            Files.write(path, new byte[0]);
            file.verify();
            assertThat(file.section("one").get(ValueLayout.JAVA_BYTE, 129)).isEqualTo((byte) 2);
            assertThat(file.section("two", 64).address() % OffHeap.ALIGNMENT).isZero();
            assertThat(memory.allocatedBytes()).isEqualTo(bytes);
            assertThat(memory.mappedBytes()).isZero();
        }
    }

    @Test
    void loadingKeepsToTheLimit() throws IOException {
        try (var memory = OffHeap.limited("test", Files.size(path) - 1)) {
            assertThatThrownBy(() -> SectionFile.load(path, FORMAT, memory))
                    .isInstanceOf(MemoryLimitException.class);
            Files.write(path, new byte[10_000]);
            assertThatThrownBy(() -> SectionFile.load(path, FORMAT, memory))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("TESTFILE");
        }
    }

    /// Another thread cuts the file at any time: it is read as a whole or refused.
    @Test
    void aFileThatIsCutMeanwhileIsRefused() throws IOException {
        try (var file = SectionFileWriter.create(path, FORMAT)) {
            file.section("long", List.of(bytes(7, 8 << 20)));
            file.commit();
        }
        var good = Files.readAllBytes(path);
        for (int attempt = 0; attempt < 20; attempt++) {
            Files.write(path, good);
            long wait = attempt * 200_000L;
            var cutter = CompletableFuture.runAsync(() -> cutAfter(wait));
            try {
                load();
            } catch (CorruptFileException e) {
                assertThat(e).hasMessageContaining(path.toString());
            }
            cutter.join();
            assertThatThrownBy(this::load).isInstanceOf(CorruptFileException.class);
        }
    }

    private void cutAfter(long nanos) {
        LockSupport.parkNanos(nanos);
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(5000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void sectionsOfOneNameAreRefused() throws IOException {
        try (var file = SectionFileWriter.create(path, FORMAT)) {
            file.section("one", List.of());
            assertThatThrownBy(() -> file.section("one", List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("section names must differ but \"one\" came twice");
            file.section("two", List.of());
            file.commit();
        }
        open();
        var bytes = Files.readAllBytes(path);
        var header = MemorySegment.ofArray(bytes).asSlice(0, SectionFileLayout.HEADER_BYTES);
        int name = SectionFileLayout.entry(1) + SectionFileLayout.ENTRY_NAME;
        MemorySegment.copy(bytes(0, 8), 0, header, name, 8);
        header.setString(name, "one", StandardCharsets.US_ASCII);
        header.set(SectionFileLayout.INT, SectionFileLayout.CHECKSUM, SectionFile.checksum(header));
        assertDamaged(bytes);
        assertThatThrownBy(this::open).hasMessageContaining("\"one\" twice");
    }

    @Test
    void otherKindsAndVersionsAreRefused() {
        try (var memory = OffHeap.forOwner("test")) {
            assertThatThrownBy(
                            () -> SectionFile.open(path, new SectionFormat("OTHERONE", 3), memory))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("expected OTHERONE but found TESTFILE");
            assertThatThrownBy(
                            () -> SectionFile.open(path, new SectionFormat("TESTFILE", 4), memory))
                    .hasMessageContaining("expected version 4 but found version 3");
            assertThatThrownBy(() -> SectionFile.open(folder.resolve("none"), FORMAT, memory))
                    .isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void whatIsNotCommittedLeavesNoTrace() throws IOException {
        var before = Files.readAllBytes(path);
        try (var file = SectionFileWriter.create(path, FORMAT)) {
            file.section("one", List.of(bytes(9, 1000)));
        }
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void anInterruptedThreadLeavesNoTrace() throws IOException {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> SectionFileWriter.create(path, FORMAT))
                .isInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void namesAreChecked() throws IOException {
        assertThatThrownBy(() -> new SectionFormat("SHORT", 1))
                .isInstanceOf(IllegalArgumentException.class);
        try (var file = SectionFileWriter.create(path, FORMAT)) {
            assertThatThrownBy(() -> file.section("muchtoolong", List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("muchtoolong");
            assertThatThrownBy(() -> file.section("é", List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static MemorySegment bytes(int value, int length) {
        return MemorySegment.ofArray(new byte[length]).fill((byte) value);
    }
}
