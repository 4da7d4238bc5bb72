package dev.lanes.sparse.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.memory.CorruptFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
    private static final TextSettings SETTINGS = TextSettings.of("body");

    @TempDir private Path folder;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private String words() {
        return random.ints(1 + random.nextInt(20), 0, 200)
                .mapToObj(i -> "w" + i)
                .collect(Collectors.joining(" "));
    }

    /// A file of texts, one of which was deleted, and the same texts in another index.
    private Path file(String name, int remainder, TextIndex all) throws IOException {
        var file = folder.resolve(name);
        try (var index = TextIndex.create(SETTINGS)) {
            for (long id = remainder; id < 600; id += 3) {
                var texts = Map.of("body", words());
                index.add(id, texts);
                if (id < 300) {
                    all.add(id, texts);
                } else if (id < 303) {
                    index.compact();
                    index.delete(id);
                } else {
                    all.add(id, texts);
                }
            }
            index.save(file);
        }
        return file;
    }

    @Test
    void oneFileFindsWhatAllFind() throws IOException {
        try (var all = TextIndex.create(SETTINGS)) {
            var files = List.of(file("a", 0, all), file("b", 1, all), file("c", 2, all));
            var told = new ArrayList<Long>();
            var target = files.get(1);
            TextFiles.merge(files, target, told::add);
            TextIndex.verify(target);
            assertThat(told).containsExactly((long) all.size());
            try (var merged = TextIndex.load(target)) {
                assertThat(merged.size()).isEqualTo(all.size());
                for (int i = 0; i < 50; i++) {
                    var query = TextQuery.of(words());
                    assertThat(merged.search(query, TextSearchSettings.of(20)))
                            .as("seed %d, %s", seed, query)
                            .isEqualTo(all.search(query, TextSearchSettings.of(20)));
                }
            }
        }
    }

    @Test
    void refusesWhatDoesNotFit() throws IOException {
        try (var all = TextIndex.create(SETTINGS)) {
            var a = file("a", 0, all);
            var b = file("b", 1, all);
            var other = folder.resolve("other");
            try (var index = TextIndex.create(SETTINGS.withBm25(1, 1))) {
                index.save(other);
            }
            var target = folder.resolve("target");
            refuses(List.of(), target, IllegalArgumentException.class, "at least 1");
            refuses(List.of(a, b, a), target, IllegalArgumentException.class, a + " and " + a);
            refuses(List.of(a, other), target, IllegalArgumentException.class, other.toString());
            assertThatThrownBy(() ->
                            TextFiles.merge(
                                    List.of(a, b),
                                    target,
                                    _ -> {
                                        throw new IllegalStateException("enough");
                                    }))
                    .hasMessage("enough");
            for (int i = 0; i < 50; i++) {
                byte[] bad = Files.readAllBytes(a);
                // At first in the settings, where damage is not to look like another setting.
                int at = i < 16 ? 4096 + i : random.nextInt(bad.length);
                bad[at] ^= (byte) (1 << random.nextInt(8));
                var damaged = Files.write(folder.resolve("damaged"), bad);
                refuses(List.of(b, damaged), target, CorruptFileException.class, "damaged");
            }
            try (var left = Files.list(folder)) {
                assertThat(left).hasSize(4).doesNotContain(target);
            }
        }
    }

    @Test
    void doesNotSaveADamagedFileAsAGoodOne() throws IOException {
        try (var all = TextIndex.create(SETTINGS)) {
            byte[] bytes = Files.readAllBytes(file("a", 0, all));
            bytes[bytes.length * 3 / 4] ^= 1;
            var damaged = Files.write(folder.resolve("damaged"), bytes);
            var target = folder.resolve("target");
            try (var index = TextIndex.open(damaged)) {
                assertThatThrownBy(() -> index.save(target))
                        .isInstanceOf(CorruptFileException.class)
                        .hasMessageContaining("damaged");
            }
            assertThat(target).doesNotExist();
        }
    }

    private void refuses(List<Path> files, Path target, Class<?> type, String message) {
        assertThatThrownBy(() -> TextFiles.merge(files, target, _ -> {}))
                .as("seed %d", seed)
                .isInstanceOf(type)
                .hasMessageContaining(message);
    }
}
