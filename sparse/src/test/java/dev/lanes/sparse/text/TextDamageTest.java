package dev.lanes.sparse.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.OffHeap;
import dev.lanes.sparse.live.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files with flipped bits and cut short give an exception or some hits, and never anything else.
/// The seed of a failure is in its message; `-Dlanes.test.seed=N` begins with it, `-Dlanes.soak=N`
/// damages N files.
@Timeout(600)
class TextDamageTest {
    private static final int FILES = Integer.getInteger("lanes.soak", 300);
    private static final TextSettings SETTINGS =
            TextSettings.of("body").withFields(new TextField("title", 2), TextField.of("body"));

    @TempDir private Path folder;

    private final long first = Long.getLong("lanes.test.seed", System.nanoTime());

    @Test
    void isNoticedOrHarmless() throws IOException {
        var file = folder.resolve("index");
        byte[] good = save(file);
        for (long seed = first; seed < first + FILES; seed++) {
            var random = new Random(seed);
            byte[] bad = damaged(good, random);
            if (Arrays.equals(good, bad)) {
                continue;
            }
            Files.write(file, bad);
            try {
                assertThatThrownBy(() -> TextIndex.verify(file))
                        .isInstanceOf(CorruptFileException.class);
                assertThatThrownBy(() -> TextIndex.load(file))
                        .isInstanceOf(CorruptFileException.class);
                use(file, random);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("lanes.test.seed=" + seed, e);
            }
        }
    }

    private static byte[] save(Path file) throws IOException {
        var random = new Random(3);
        try (var index = TextIndex.create(SETTINGS)) {
            for (int part = 0; part < 3; part++) {
                for (int i = 0; i < 300; i++) {
                    index.addTerms(part * 1000 + i, terms(random));
                }
                index.save(file);
                index.delete(part * 1000 + 7);
            }
            index.save(file);
        }
        TextIndex.verify(file);
        return Files.readAllBytes(file);
    }

    private static Map<String, List<String>> terms(Random random) {
        return Map.of(
                "title",
                words(random, 1 + random.nextInt(4)),
                "body",
                words(random, random.nextInt(50)));
    }

    private static List<String> words(Random random, int count) {
        return Stream.generate(() -> "w" + (int) (Math.pow(300, random.nextDouble()) - 1))
                .limit(count)
                .toList();
    }

    /// The header is under a checksum of its own: it is left alone, most of the time.
    private static byte[] damaged(byte[] good, Random random) {
        var bad = good.clone();
        for (int i = random.nextInt(200); i >= 0; i--) {
            bad[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
        }
        if (random.nextInt(8) > 0) {
            System.arraycopy(good, 0, bad, 0, 4096);
        }
        return random.nextInt(8) > 0 ? bad : Arrays.copyOf(bad, random.nextInt(bad.length));
    }

    private static void use(Path file, Random random) throws IOException {
        try (var index = TextIndex.open(file)) {
            index.size();
            index.contains(5);
            for (var query : queries(random)) {
                for (int k : new int[] {1, 10, 1000}) {
                    try {
                        var hits = index.search(query, TextSearchSettings.of(k));
                        assertThat(hits).hasSizeLessThanOrEqualTo(k);
                    } catch (IndexOutOfBoundsException | IllegalArgumentException _) {
                        // As open says.
                    }
                }
            }
        } catch (CorruptFileException e) {
            assertThat(e).hasMessageContaining(file.toString());
        }
    }

    private static List<TextQuery> queries(Random random) {
        var words = words(random, 12);
        return List.of(
                new TextQuery.Terms(words, Optional.empty()),
                new TextQuery.Terms(words, Optional.of("body")),
                new TextQuery.Phrase(words.get(0) + " " + words.get(1), Optional.empty()),
                new TextQuery.Prefix("w1", Optional.of("body")),
                new TextQuery.Clauses(
                        List.of(
                                new TextQuery.Clause(
                                        TextQuery.Occur.MUST, TextQuery.of(words.get(0))),
                                new TextQuery.Clause(
                                        TextQuery.Occur.MUST_NOT, TextQuery.of(words.get(1))))));
    }

    /// As in a file whose checksums were made to fit: no bit of a number can be another one. A key
    /// can, if it goes on to be found between its neighbours, and so can the last id, which has but
    /// one.
    @Test
    void everyNumberIsBoundByALaw() {
        var random = new Random(first);
        // As many as fill words of bits and lines of memory.
        var fresh = new FreshTexts(2, 256);
        for (int id = 0; id < 256; id++) {
            var terms = terms(random);
            fresh.append(
                    id,
                    List.of(
                            terms.get("title").toArray(String[]::new),
                            terms.get("body").toArray(String[]::new)));
            fresh.publish();
        }
        try (var memory = OffHeap.forOwner("test")) {
            var sealing = new TextSealing(memory, SETTINGS, 256, 256);
            var parts = new Generation<TextSegment, FreshTexts>(List.of(), List.of(fresh));
            var segment = sealing.seal(parts, () -> {}).getFirst();
            segment.kill(3);
            new SegmentLaws(segment, SETTINGS).check();
            var layout = TextSegmentLayout.of(segment.bytes());
            for (var part : TextSegmentLayout.Part.values()) {
                var bytes = layout.slice(segment.bytes(), part).asByteBuffer();
                for (int i = 0; i < 40 && part != TextSegmentLayout.Part.KEYS; i++) {
                    boolean ids = part == TextSegmentLayout.Part.IDS;
                    int at = random.nextInt(bytes.limit() - (ids ? Long.BYTES : 0));
                    byte good = bytes.get(at);
                    bytes.put(at, (byte) (good ^ (1 << random.nextInt(8))));
                    assertThat(
                                    catchThrowable(
                                            () -> new SegmentLaws(copy(segment), SETTINGS).check()))
                            .as("lanes.test.seed=%d, byte %d of %s", first, at, part)
                            .isInstanceOfAny(
                                    IllegalArgumentException.class,
                                    IndexOutOfBoundsException.class);
                    bytes.put(at, good);
                }
            }
            segment.memory().close();
        }
    }

    /// The same memory, read anew.
    private static TextSegment copy(TextSegment segment) {
        return new TextSegment(OffHeap.forOwner("nobody"), segment.bytes());
    }
}
