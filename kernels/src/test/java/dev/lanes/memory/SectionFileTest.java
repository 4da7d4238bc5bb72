package dev.lanes.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
        assertThatThrownBy(this::verify)
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(path.toString());
    }

    private void verify() throws IOException {
        try (var memory = OffHeap.forOwner("test")) {
            SectionFile.open(path, FORMAT, memory).verify();
        }
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
        }
    }

    private static MemorySegment bytes(int value, int length) {
        return MemorySegment.ofArray(new byte[length]).fill((byte) value);
    }
}
