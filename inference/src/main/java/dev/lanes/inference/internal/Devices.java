package dev.lanes.inference.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.lanes.inference.Device;
import dev.lanes.inference.DeviceUnavailableException;
import java.lang.System.Logger;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// Puts sessions on devices.
///
/// Safe for use by many threads.
final class Devices {
    private static final Logger LOG = System.getLogger("dev.lanes.inference");

    /// Those of the ONNX Runtime that is loaded.
    private static final Devices HERE = new Devices(new LoadedProviders(), LOG);

    private static final Set<OrtErrorCode> FILE_ERRORS =
            Set.of(
                    OrtErrorCode.ORT_NO_SUCHFILE,
                    OrtErrorCode.ORT_NO_MODEL,
                    OrtErrorCode.ORT_INVALID_PROTOBUF,
                    OrtErrorCode.ORT_INVALID_GRAPH);

    private final Providers providers;
    private final Logger log;
    private final AtomicBoolean said = new AtomicBoolean();

    Devices(Providers providers, Logger log) {
        this.providers = providers;
        this.log = log;
    }

    /// What ONNX Runtime offers; a seam for tests on machines without a GPU.
    interface Providers {
        /// What its library was built with.
        Set<OrtProvider> available();

        /// Lets a session run on a GPU.
        void addCuda(SessionOptions options, int index) throws OrtException;
    }

    /// Makes a session.
    ///
    /// @param <T> what it is
    @FunctionalInterface
    interface Maker<T> {
        /// Sets what is not about the device, and opens it.
        ///
        /// @param options of this session only, with the device set
        /// @param device where it will run, never [Device#AUTO]
        T make(SessionOptions options, Device device) throws OrtException;
    }

    /// @param device where it runs, never [Device#AUTO]
    record Placed<T>(T session, Device device) {}

    static Devices here() {
        return HERE;
    }

    /// Opens a session on a device; on the processors when that was [Device#AUTO] and there is no
    /// GPU that it opens on.
    ///
    /// @throws DeviceUnavailableException when there is no such device
    /// @throws OrtException of the maker, about other things than the device
    <T> Placed<T> place(Device device, Maker<T> maker) throws OrtException {
        switch (device.kind()) {
            case CPU -> {
                return onProcessors(maker);
            }
            case CUDA -> {
                return onGpu(device, maker);
            }
            case AUTO -> {
                try {
                    return onGpu(Device.cuda(0), maker);
                } catch (DeviceUnavailableException e) {
                    if (said.compareAndSet(false, true)) {
                        log.log(Logger.Level.INFO, "device auto runs on cpu: " + e.getMessage());
                    }
                    return onProcessors(maker);
                }
            }
        }
        throw new AssertionError(device);
    }

    private static <T> Placed<T> onProcessors(Maker<T> maker) throws OrtException {
        try (var options = new SessionOptions()) {
            return new Placed<>(maker.make(options, Device.CPU), Device.CPU);
        }
    }

    private <T> Placed<T> onGpu(Device device, Maker<T> maker) throws OrtException {
        if (!providers.available().contains(OrtProvider.CUDA)) {
            throw new DeviceUnavailableException(
                    device,
                    "needs ONNX Runtime for GPUs but the one on the class path has no CUDA: exclude"
                            + " com.microsoft.onnxruntime:onnxruntime and add"
                            + " com.microsoft.onnxruntime:onnxruntime_gpu of the same version");
        }
        try (var options = new SessionOptions()) {
            try {
                providers.addCuda(options, device.index());
            } catch (OrtException e) {
                throw unusable(device, e);
            }
            try {
                return new Placed<>(maker.make(options, device), device);
            } catch (OrtException e) {
                if (aboutTheFile(e)) {
                    throw e;
                }
                throw unusable(device, e);
            }
        }
    }

    private static DeviceUnavailableException unusable(Device device, OrtException e) {
        return new DeviceUnavailableException(
                device,
                "needs an NVIDIA driver, a GPU of that number with memory enough, and on the library"
                        + " path the CUDA and cuDNN libraries that ONNX Runtime names, but: "
                        + e.getMessage(),
                e);
    }

    /// Whether another device would not help.
    private static boolean aboutTheFile(OrtException e) {
        return FILE_ERRORS.contains(e.getCode());
    }

    /// Asks ONNX Runtime itself.
    private static final class LoadedProviders implements Providers {
        @Override
        public Set<OrtProvider> available() {
            return OrtEnvironment.getAvailableProviders();
        }

        @Override
        public void addCuda(SessionOptions options, int index) throws OrtException {
            options.addCUDA(index);
        }
    }
}
