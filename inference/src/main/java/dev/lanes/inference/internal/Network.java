package dev.lanes.inference.internal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.lanes.inference.Device;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.ModelOutput;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// A network in a session of ONNX Runtime.
///
/// Safe for use by many threads, each with its own [BatchBuffers]; the owner sees to it that nobody
/// is inside when it is closed.
final class Network implements AutoCloseable {
    private final String name;
    private final OrtSession session;
    private final NetworkOutput output;

    private Network(String name, OrtSession session, NetworkOutput output) {
        this.name = name;
        this.session = session;
        this.output = output;
    }

    /// @param files of the model; needed only until this returns
    /// @param threads that share the work of one run
    /// @param device where it runs
    static Network open(ModelPackage files, int threads, Device device) {
        OrtEnvironment environment = environment();
        var tried = new AtomicReference<>(files.network());
        try {
            environment.setTelemetry(false);
            return Devices.here()
                    .place(
                            device,
                            (options, where) -> {
                                set(options, threads);
                                NamedFile file = files.network(where);
                                tried.set(file);
                                return open(
                                        file, files.descriptor().output(), environment, options);
                            })
                    .session();
        } catch (OrtException e) {
            throw new ModelFileException(
                    "%s: expected an ONNX network but found: %s"
                            .formatted(tried.get().name(), e.getMessage()),
                    e);
        }
    }

    private static void set(OrtSession.SessionOptions options, int threads) throws OrtException {
        options.setIntraOpNumThreads(threads);
        // Its errors come as exceptions; a library does not write them to standard error too.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        // Threads that share a run wait for its next step awake, and sleep as soon as it ends: the
        // caller's own threads want the processors.
        options.addConfigEntry("session.intra_op.allow_spinning", "1");
        options.addConfigEntry("session.force_spinning_stop", "1");
        // A step is dealt out in smaller and smaller pieces, so that they end together.
        options.addConfigEntry("session.dynamic_block_base", "4");
        // Every batch has its own shape, and a pattern would be kept for each.
        options.setMemoryPatternOptimization(false);
    }

    private static Network open(
            NamedFile file,
            ModelOutput wanted,
            OrtEnvironment environment,
            OrtSession.SessionOptions options)
            throws OrtException {
        OrtSession session = environment.createSession(file.path().toString(), options);
        try {
            NetworkInputs.check(file, session.getInputInfo());
            return new Network(file.name(), session, NetworkOutput.find(file, session, wanted));
        } catch (RuntimeException | OrtException e) {
            session.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    /// How rows are read from what it writes.
    Head head() {
        return output.head();
    }

    /// Runs the texts in the buffers; afterwards the buffers hold the output.
    void run(BatchBuffers batch) {
        OrtEnvironment environment = environment();
        Map<String, OnnxTensor> inputs = HashMap.newHashMap(3);
        try (OnnxTensor values =
                OnnxTensor.createTensor(environment, batch.output(), batch.outputShape())) {
            for (String input : session.getInputNames()) {
                var numbers =
                        switch (input) {
                            case NetworkInputs.IDS -> batch.ids();
                            case NetworkInputs.MASK -> batch.mask();
                            default -> batch.types();
                        };
                inputs.put(
                        input, OnnxTensor.createTensor(environment, numbers, batch.inputShape()));
            }
            session.run(inputs, Set.of(), Map.of(output.name(), values)).close();
        } catch (OrtException e) {
            throw new IllegalStateException(name + " failed: " + e.getMessage(), e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(name + " cannot be closed: " + e.getMessage(), e);
        }
    }

    private static OrtEnvironment environment() {
        try {
            return KeptEnvironment.get();
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "ONNX Runtime must load but does not; it unpacks its libraries to the directory"
                            + " named by java.io.tmpdir",
                    e);
        }
    }
}
