package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of devices.
class DeviceTest {
    @ParameterizedTest
    @ValueSource(strings = {"cpu", "auto", "cuda:0", "cuda:7", "cuda:255"})
    void readsWhatItWrites(String text) {
        assertThat(Device.parse(text)).hasToString(text);
    }

    @Test
    void knowsItsKind() {
        assertThat(Device.parse("cpu")).isEqualTo(Device.CPU);
        assertThat(Device.parse("auto")).isEqualTo(Device.AUTO);
        assertThat(Device.parse("cuda:3")).isEqualTo(Device.cuda(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "CPU", "cuda", "cuda:", "cuda:-1", "cuda:256", "cuda:0 "})
    void refusesOthers(String text) {
        assertThatThrownBy(() -> Device.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "device must be cpu, cuda:N with N in 0..255, or auto but was \"%s\"",
                        text);
    }

    @Test
    void onlyGpusHaveNumbers() {
        assertThatThrownBy(() -> new Device(Device.Kind.CPU, 1))
                .hasMessage("index must be in 0..0 but was 1");
        assertThatThrownBy(() -> Device.cuda(256))
                .hasMessage("index must be in 0..255 but was 256");
    }
}
