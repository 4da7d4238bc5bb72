package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Encoders on the device that their settings name.
class DeviceSettingsTest {
    @TempDir private Path folder;

    @BeforeEach
    void write() throws Exception {
        TinyModel.write(folder, TinyModel.descriptor("mean", "false"));
    }

    @Test
    void autoRunsSomewhere() {
        try (var encoder = DenseEncoder.open(folder, EncoderSettings.of().withDevice("auto"))) {
            assertThat(encoder.encodePassages(List.of("two")))
                    .isDeepEqualTo(new float[][] {{2, 1}});
        }
    }

    @Test
    void gpuRunsOrSaysWhatIsMissing() {
        var settings = EncoderSettings.of().withDevice("cuda:0");
        Throwable error = catchThrowable(() -> DenseEncoder.open(folder, settings).close());
        assumeTrue(error != null, "a GPU is there: see the next test");
        assertThat(error)
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageStartingWith("cuda:0 needs ");
    }

    @Test
    void gpuGivesTheSameVectors() {
        var settings = EncoderSettings.of().withDevice("cuda:0");
        Throwable error = catchThrowable(() -> DenseEncoder.open(folder, settings).close());
        assumeTrue(error == null, () -> "needs a GPU: " + error.getMessage());
        try (var encoder = DenseEncoder.open(folder, settings)) {
            assertThat(encoder.encodePassages(List.of("two")))
                    .isDeepEqualTo(new float[][] {{2, 1}});
        }
    }

    @Test
    void otherDevicesAreRefused() {
        assertThatThrownBy(() -> EncoderSettings.of().withDevice("tpu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("device must be cpu, cuda:N with N in 0..255, or auto but was \"tpu\"");
    }
}
