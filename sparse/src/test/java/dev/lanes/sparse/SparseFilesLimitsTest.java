package dev.lanes.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.OffHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a merge of files copies and what it refuses. The seed of a failure is in its message;
/// `-Dlanes.test.seed=N` begins with it.
class SparseFilesLimitsTest {
    private static final SparseSettings SETTINGS = SparseSettings.of();

    @TempDir private Path folder;

    /// An index of rows from one id to another.
    private Path file(String name, long from, long to, SparseSettings settings) throws IOException {
        var file = folder.resolve(name);
        var random = new Random(from);
        var rows = new ArrayList<SparseRow>();
        for (long id = from; id < to; id++) {
            rows.add(new SparseRow(id, Rows.vector(random, 40, 1000)));
        }
        try (var index = SparseIndex.build(rows.iterator(), settings)) {
            index.save(file);
        }
        return file;
    }

    @Test
    void bytesAreCopiedAndProgressGoesByThem() throws IOException {
        var large = file("large", 0, 20_000, SETTINGS);
        var target = folder.resolve("target");
        var told = new ArrayList<Long>();
        SparseFiles.merge(List.of(large), target, told::add);
        assertThat(target).hasSameBinaryContentAs(large);
        assertThat(told).isSorted().hasSizeGreaterThan(12).endsWith(20_000L);
        assertThat(told.stream().filter(rows -> rows > 5_000 && rows < 15_000)).isNotEmpty();
    }

    @Test
    void segmentsAreLimitedAndDeadOnesDoNotCount() throws IOException {
        var files = new ArrayList<Path>();
        for (int i = 0; i < SparseFile.MOST_SEGMENTS; i++) {
            files.add(file("file" + i, i, i + 1, SETTINGS));
        }
        var target = folder.resolve("target");
        var dead = file("dead", 100, 101, SETTINGS);
        files.add(dead);
        assertThatThrownBy(() -> SparseFiles.merge(files, target, _ -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("files must have at most 10 segments together but have 11")
                .hasMessageContainingAll(
                        files.stream().map(file -> file + " 1").toArray(String[]::new));
        assertThat(target).doesNotExist();
        try (var memory = OffHeap.forOwner("test")) {
            var segments = SparseFile.open(dead, memory).segments(memory);
            var segment = segments.getFirst().copy();
            segment.live().clear(0);
            var path = folder.resolve("killed");
            SparseFileWriter.write(SETTINGS, List.of(segment), path, _ -> {});
            files.set(files.size() - 1, path);
        }
        SparseFiles.merge(files, target, _ -> {});
        try (var index = SparseIndex.load(target)) {
            assertThat(index.ids())
                    .containsExactlyInAnyOrder(IntStream.range(0, 10).asLongStream().toArray());
            index.delete(3);
            index.add(100, Rows.of(1, 1));
            index.save(target);
            assertThat(index.contains(3)).isFalse();
        }
        SparseIndex.verify(target);
    }

    @Test
    void indexesWithoutRowsMakeOne() throws IOException {
        var target = folder.resolve("target");
        var none = file("none", 0, 0, SETTINGS);
        SparseFiles.merge(List.of(none, none), target, _ -> {});
        SparseIndex.verify(target);
        try (var index = SparseIndex.open(target)) {
            assertThat(index.size()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatDoesNotFit(RowStorage storage) throws IOException {
        var settings = SETTINGS.withStorage(storage);
        var a = file("a", 0, 100, settings);
        var b = file("b", 100, 200, settings);
        var c = file("c", 199, 300, settings);
        refuses(List.of(), IllegalArgumentException.class, "files must be at least 1 but were 0");
        refuses(
                List.of(a, b, c),
                IllegalArgumentException.class,
                "files must have different ids but %s and %s have 199".formatted(b, c));
        refuses(List.of(a, b, a), IllegalArgumentException.class, a + " and " + a + " have 0");
        refuses(List.of(a, folder.resolve("d")), NoSuchFileException.class, "d");
        var seismic = SeismicSettings.of().withApproximateThreshold(7);
        var other = storage == RowStorage.PLAIN ? RowStorage.LISTS_ONLY : RowStorage.PLAIN;
        for (var differing :
                List.of(
                        settings.withWeights(WeightEncoding.FLOAT32),
                        settings.withSeismic(seismic),
                        settings.withStorage(other))) {
            refuses(
                    List.of(a, b, file("other", 300, 400, differing)),
                    IllegalArgumentException.class,
                    "files must have one kind of settings but %s has %s, %s %s"
                            .formatted(a, settings, folder.resolve("other"), differing));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsDamaged(RowStorage storage) throws IOException {
        long seed = Long.getLong("lanes.test.seed", System.nanoTime());
        var random = new Random(seed);
        var settings = SETTINGS.withStorage(storage);
        var a = file("a", 0, 100, settings);
        var b = file("b", 100, 200, settings);
        var damaged = folder.resolve("damaged");
        for (int i = 0; i < 50; i++) {
            byte[] bad = Files.readAllBytes(a);
            // At first in the settings, where damage is not to look like another setting.
            int at = i < 16 ? 4096 + 4 * i : random.nextInt(i < 26 ? 4096 : bad.length);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(damaged, bad);
            var files = new ArrayList<>(List.of(damaged, b));
            Collections.shuffle(files, random);
            var message = refuses(files, CorruptFileException.class, "damaged");
            assertThat(message).as("lanes.test.seed=%d", seed).contains(damaged.toString());
        }
        try (var memory = OffHeap.forOwner("test")) {
            var one = SparseFile.open(a, memory).segments(memory).getFirst();
            SparseFileWriter.write(settings, List.of(one, one), damaged, _ -> {});
        }
        refuses(List.of(b, damaged), CorruptFileException.class, "id 0 must be there once");
    }

    /// The target is neither made nor changed.
    private String refuses(List<Path> files, Class<?> type, String message) throws IOException {
        var target = folder.resolve("target");
        Files.deleteIfExists(target);
        var thrown = assertThatThrownBy(() -> SparseFiles.merge(files, target, _ -> {}));
        thrown.isInstanceOf(type).hasMessageContaining(message);
        assertOnlyFiles();
        assertThat(target).doesNotExist();
        Files.writeString(target, "old");
        assertThatThrownBy(() -> SparseFiles.merge(files, target, _ -> {})).isInstanceOf(type);
        assertThat(target).hasContent("old");
        assertOnlyFiles();
        return thrown.actual().getMessage();
    }

    private void assertOnlyFiles() throws IOException {
        try (var left = Files.list(folder)) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().endsWith(".tmp"));
        }
    }

    @Test
    void whatProgressThrowsEndsTheWork() throws IOException {
        var files = List.of(file("a", 0, 100, SETTINGS), file("b", 100, 200, SETTINGS));
        var target = folder.resolve("target");
        var calls = new ArrayList<Long>();
        SparseFiles.merge(files, target, calls::add);
        Files.delete(target);
        for (int call = 1; call <= calls.size(); call++) {
            int last = call;
            var told = new ArrayList<Long>();
            assertThatThrownBy(() ->
                            SparseFiles.merge(
                                    files,
                                    target,
                                    rows -> {
                                        told.add(rows);
                                        if (told.size() == last) {
                                            throw new IllegalStateException("enough");
                                        }
                                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("enough");
            assertThat(told).hasSize(last);
            assertThat(target).doesNotExist();
            assertOnlyFiles();
        }
    }
}
