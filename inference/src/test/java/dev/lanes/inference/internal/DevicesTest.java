package dev.lanes.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.lanes.inference.Device;
import dev.lanes.inference.DeviceUnavailableException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Where sessions run, on a machine that may have no GPU: ONNX Runtime's part is played here.
class DevicesTest {
    private static final Set<OrtProvider> WITHOUT = EnumSet.of(OrtProvider.CPU);
    private static final Set<OrtProvider> WITH = EnumSet.of(OrtProvider.CPU, OrtProvider.CUDA);

    private final OrtException noDriver =
            new OrtException(OrtErrorCode.ORT_EP_FAIL, "libcuda.so.1: cannot open");

    private final Log log = new Log();
    private final List<Integer> gpus = new ArrayList<>();

    @Test
    void processorsNeedNothing() throws OrtException {
        var placed = devices(WITHOUT).place(Device.CPU, (options, device) -> device.toString());
        assertThat(placed.session()).isEqualTo("cpu");
        assertThat(placed.device()).isEqualTo(Device.CPU);
        assertThat(gpus).isEmpty();
    }

    @Test
    void gpuIsAddedToTheOptions() throws OrtException {
        var placed = devices(WITH).place(Device.cuda(2), (options, device) -> device.toString());
        assertThat(placed.session()).isEqualTo("cuda:2");
        assertThat(placed.device()).isEqualTo(Device.cuda(2));
        assertThat(gpus).containsExactly(2);
    }

    @Test
    void missingArtifactIsNamedWithTheRemedy() {
        assertThatThrownBy(() -> devices(WITHOUT).place(Device.cuda(0), (options, device) -> 1))
                .isInstanceOfSatisfying(
                        DeviceUnavailableException.class,
                        e -> assertThat(e.device()).isEqualTo(Device.cuda(0)))
                .hasMessageStartingWith("cuda:0 needs ONNX Runtime for GPUs")
                .hasMessageContaining("com.microsoft.onnxruntime:onnxruntime_gpu");
    }

    @Test
    void missingDriverIsNamedWithTheRemedy() {
        var devices = new Devices(new Played(WITH, noDriver), log);
        assertThatThrownBy(() -> devices.place(Device.cuda(1), (options, device) -> 1))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasCause(noDriver)
                .hasMessageStartingWith("cuda:1 needs an NVIDIA driver")
                .hasMessageEndingWith(noDriver.getMessage());
    }

    @Test
    void sessionThatTheGpuRefusesIsAboutTheDevice() {
        var full = new OrtException(OrtErrorCode.ORT_RUNTIME_EXCEPTION, "out of memory");
        Devices.Maker<Integer> maker =
                (options, device) -> {
                    throw full;
                };
        assertThatThrownBy(() -> devices(WITH).place(Device.cuda(0), maker))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasCause(full);
    }

    @Test
    void damagedFileIsNotAboutTheDevice() {
        var damaged = new OrtException(OrtErrorCode.ORT_INVALID_PROTOBUF, "parsing failed");
        List<Device> tried = new ArrayList<>();
        Devices.Maker<Integer> maker =
                (options, device) -> {
                    tried.add(device);
                    throw damaged;
                };
        assertThatThrownBy(() -> devices(WITH).place(Device.AUTO, maker)).isSameAs(damaged);
        assertThat(tried).containsExactly(Device.cuda(0));
    }

    @Test
    void autoTakesTheGpuWhereThereIsOne() throws OrtException {
        assertThat(devices(WITH).place(Device.AUTO, (options, device) -> 1).device())
                .isEqualTo(Device.cuda(0));
        assertThat(log.lines).isEmpty();
    }

    @Test
    void autoFallsBackAndSaysSoOnce() throws OrtException {
        Devices devices = new Devices(new Played(WITH, noDriver), log);
        for (int i = 0; i < 3; i++) {
            assertThat(devices.place(Device.AUTO, (options, device) -> 1).device())
                    .isEqualTo(Device.CPU);
        }
        assertThat(log.lines).hasSize(1);
        assertThat(log.lines.getFirst())
                .startsWith("device auto runs on cpu: cuda:0 needs an NVIDIA driver");
    }

    @Test
    void realGpuOpensASession() throws OrtException {
        assumeTrue(
                OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA),
                "put onnxruntime_gpu on the class path of a machine with a GPU to run this test");
        assertThat(Devices.here().place(Device.cuda(0), (options, device) -> 1).device())
                .isEqualTo(Device.cuda(0));
    }

    private Devices devices(Set<OrtProvider> available) {
        return new Devices(new Played(available, null), log);
    }

    private final class Played implements Devices.Providers {
        private final Set<OrtProvider> available;
        private final OrtException error;

        Played(Set<OrtProvider> available, OrtException error) {
            this.available = available;
            this.error = error;
        }

        @Override
        public Set<OrtProvider> available() {
            return available;
        }

        @Override
        public void addCuda(SessionOptions options, int index) throws OrtException {
            if (error != null) {
                throw error;
            }
            gpus.add(index);
        }
    }

    private static final class Log implements System.Logger {
        private final List<String> lines = new ArrayList<>();

        @Override
        public String getName() {
            return "played";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            lines.add(message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            lines.add(format);
        }
    }
}
