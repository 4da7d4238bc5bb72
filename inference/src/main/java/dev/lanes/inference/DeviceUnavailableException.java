package dev.lanes.inference;

/// The device that was asked for cannot run networks here. The message says what is missing and
/// what to do about it.
public final class DeviceUnavailableException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final transient Device device;

    /// @param device which was asked for
    /// @param message what is missing, and the remedy
    public DeviceUnavailableException(Device device, String message) {
        super(device + " " + message);
        this.device = device;
    }

    /// @param device which was asked for
    /// @param message what is missing, and the remedy
    /// @param cause what ONNX Runtime said
    public DeviceUnavailableException(Device device, String message, Throwable cause) {
        super(device + " " + message, cause);
        this.device = device;
    }

    /// The device that was asked for.
    public Device device() {
        return device;
    }
}
