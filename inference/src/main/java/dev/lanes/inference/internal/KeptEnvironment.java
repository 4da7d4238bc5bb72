package dev.lanes.inference.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.System.Logger;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/// The environment of ONNX Runtime, which the native library counts references to.
///
/// Its Java binding gives its own reference back in a hook when the JVM shuts down, while other
/// threads go on. The environment then goes, and the default logger with it: a run that asks for
/// that logger fails, and writing the failure to the log reads freed memory, which ends the process
/// with SIGSEGV (microsoft/onnxruntime issue 31352). A second reference, which is never given back,
/// keeps the environment until the process is gone.
final class KeptEnvironment {
    private static final Logger LOG = System.getLogger("dev.lanes.inference");

    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    static {
        keep();
    }

    private KeptEnvironment() {}

    /// The one of this process.
    ///
    /// @throws LinkageError when the native library does not load
    static OrtEnvironment get() {
        return ENVIRONMENT;
    }

    /// The binding has no public way to a second reference. Where its private one is not there, as
    /// in other versions, all is as it would be without.
    private static void keep() {
        try {
            Field api =
                    Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            Method create =
                    OrtEnvironment.class.getDeclaredMethod(
                            "createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            create.setAccessible(true);
            int level = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue();
            create.invoke(null, api.getLong(null), level, OrtEnvironment.DEFAULT_NAME);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Logger.Level.DEBUG, "encoding may fail while the JVM shuts down", e);
        }
    }
}
