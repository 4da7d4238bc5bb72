package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The system properties of the module.
class SettingsTest {
    private static final String THREADS = "lanes.inference.threads";
    private static final String BATCH = "lanes.inference.batchTokens";

    @TempDir Path folder;

    @BeforeEach
    void write() throws Exception {
        TinyModel.write(folder, TinyModel.descriptor("mean", "false"));
    }

    @AfterEach
    void clear() {
        System.clearProperty(THREADS);
        System.clearProperty(BATCH);
    }

    @Test
    void batchesKeepWithinTheirTokensPaddingCounted() {
        System.setProperty(BATCH, "4");
        System.setProperty(THREADS, "1");
        List<Long> batches = new ArrayList<>();
        try (var encoder = DenseEncoder.open(folder)) {
            assertThat(
                            encoder.encodePassages(
                                    List.of("one", "two one", "two two two two two", "four", "one"),
                                    (texts, tokens) -> batches.add(tokens)))
                    .isDeepEqualTo(new float[][] {{1, 1}, {1.5f, 1}, {2, 1}, {4, 1}, {1, 1}});
        }
        // Five tokens alone; two with one beside it, padded to two; what is left.
        assertThat(batches).containsExactly(5L, 3L, 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "", "99999999999"})
    void valueOutOfRangeIsNamed(String value) {
        System.setProperty(THREADS, value);
        assertThatThrownBy(() -> DenseEncoder.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        THREADS + " must be a whole number in 1..1024 but was \"" + value + "\"");
        System.clearProperty(THREADS);
        System.setProperty(BATCH, value);
        assertThatThrownBy(() -> DenseEncoder.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        BATCH + " must be a whole number in 1..65536 but was \"" + value + "\"");
    }

    @Test
    void offlineSwitchOfDjlIsLeftAsItWas() {
        System.setProperty("ai.djl.offline", "false");
        try (var encoder = DenseEncoder.open(folder)) {
            assertThat(encoder.dimension()).isEqualTo(2);
            assertThat(System.getProperty("ai.djl.offline")).isEqualTo("false");
        } finally {
            System.clearProperty("ai.djl.offline");
        }
    }
}
