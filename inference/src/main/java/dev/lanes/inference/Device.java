package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a network runs on.
///
/// | written | runs on |
/// |---|---|
/// | `cpu` | the processors of this machine |
/// | `cuda:N` | NVIDIA GPU number N, from 0 on; a [DeviceUnavailableException] where that cannot be |
/// | `auto` | `cuda:0` where that can be, else `cpu`, which is logged once |
///
/// GPUs take ONNX Runtime's artifact for them instead of the usual one: the application excludes
/// `com.microsoft.onnxruntime:onnxruntime` from its dependency on this library and adds
/// `com.microsoft.onnxruntime:onnxruntime_gpu` of the same version, beside NVIDIA's driver and the
/// CUDA and cuDNN libraries that that version names. Where a file of the network in half precision
/// lies beside the usual one (`model_fp16.onnx` beside `model.onnx`), a GPU runs that, unless the
/// descriptor has a `sha256` but no `sha256_fp16`: then the file that has that is the one that is
/// run, on every device. A registry keeps both files, and the hashes of both.
///
/// @param kind which of the three
/// @param index number of the GPU, in 0..255; 0 for the others
public record Device(Kind kind, int index) {
    private static final Pattern CUDA = Pattern.compile("cuda:(\\d{1,3})");

    /// The processors of this machine.
    public static final Device CPU = new Device(Kind.CPU, 0);

    /// The first GPU where there is one, else the processors.
    public static final Device AUTO = new Device(Kind.AUTO, 0);

    /// Kinds of devices.
    public enum Kind {
        /// The processors of this machine.
        CPU,
        /// A GPU by NVIDIA.
        CUDA,
        /// Whichever there is.
        AUTO
    }

    /// Checks the index.
    public Device {
        requireNonNull(kind, "kind");
        Rules.within("index", index, 0, kind == Kind.CUDA ? 255 : 0);
    }

    /// A GPU.
    ///
    /// @param index its number, from 0 on
    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    /// Reads `cpu`, `cuda:0`, `cuda:1` … or `auto`.
    ///
    /// @throws IllegalArgumentException when it is none of them
    public static Device parse(String text) {
        Matcher cuda = CUDA.matcher(requireNonNull(text, "device"));
        if (cuda.matches() && Integer.parseInt(cuda.group(1)) <= 255) {
            return cuda(Integer.parseInt(cuda.group(1)));
        }
        return switch (text) {
            case "cpu" -> CPU;
            case "auto" -> AUTO;
            default ->
                    throw new IllegalArgumentException(
                            "device must be cpu, cuda:N with N in 0..255, or auto but was \"%s\""
                                    .formatted(text));
        };
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        return switch (kind) {
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
            case AUTO -> "auto";
        };
    }
}
