package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A long stream of texts of mixed length through a real model; minutes, so only where
/// `-Dlanes.soak=…` asks for it.
@EnabledIfSystemProperty(named = "lanes.soak", matches = ".+")
class StreamMemoryTest {
    private static final long SEED = Long.getLong("lanes.test.seed", 5);
    private static final int TEXTS = 50_000;
    private static final int SETTLED = 5_000;

    @Test
    void memoryIsFlatAfterTheFirstTexts() throws Exception {
        var random = new Random(SEED);
        Iterator<String> texts =
                Stream.generate(() ->
                                "river "
                                        .repeat(
                                                random.nextInt(20) == 0
                                                        ? 50 + random.nextInt(250)
                                                        : 1 + random.nextInt(12)))
                        .limit(TEXTS)
                        .iterator();
        List<Long> resident = new ArrayList<>();
        int[] rows = new int[1];
        try (var encoder = DenseEncoder.open("all-MiniLM-L6-v2")) {
            encoder.encodeAll(
                    texts,
                    _ -> {
                        if (++rows[0] % SETTLED == 0) {
                            resident.add(bytes());
                        }
                    },
                    EncodingProgress.NONE);
        }
        assertThat(rows[0]).isEqualTo(TEXTS);
        assertThat(resident.stream().mapToLong(Long::longValue).max().orElseThrow())
                .as("resident bytes each %d texts, seed %d: %s", SETTLED, SEED, resident)
                .isLessThan(resident.getFirst() + (48L << 20));
    }

    private static long bytes() {
        try {
            return Resident.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
