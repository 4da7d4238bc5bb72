package dev.lanes.inference.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.lanes.inference.ModelFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A network that turns token ids into a vector for each token, run by ONNX Runtime on the CPU.
///
/// Safe for use by many threads, each with its own [BatchBuffers]; the owner sees to it that nobody
/// is inside when it is closed.
final class Network implements AutoCloseable {
    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";

    private final String name;
    private final OrtSession session;
    private final String output;
    private final int dimension;

    private Network(String name, OrtSession session, String output, int dimension) {
        this.name = name;
        this.session = session;
        this.output = output;
        this.dimension = dimension;
    }

    /// @param file the ONNX file; needed only until this returns
    /// @param dimension numbers in the vector of a token
    static Network open(NamedFile file, int dimension) {
        OrtEnvironment environment = environment();
        try (var options = new OrtSession.SessionOptions()) {
            environment.setTelemetry(false);
            options.setIntraOpNumThreads(Settings.threads());
            // Its errors come as exceptions; a library does not write them to standard error too.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            // Idle threads sleep instead of spinning: the caller's own threads want the processors.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // Every batch has its own shape, and a pattern would be kept for each.
            options.setMemoryPatternOptimization(false);
            OrtSession session = environment.createSession(file.path().toString(), options);
            try {
                checkInputs(file, session.getInputInfo());
                String output = findOutput(file, session.getOutputInfo(), dimension);
                return new Network(file.name(), session, output, dimension);
            } catch (RuntimeException | OrtException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new ModelFileException(
                    "%s: expected an ONNX network but found: %s"
                            .formatted(file.name(), e.getMessage()),
                    e);
        }
    }

    /// Runs the texts in the buffers; afterwards the buffers hold the vectors of their tokens.
    void run(BatchBuffers batch) {
        long[] shape = {batch.texts(), batch.width()};
        long[] outputShape = {batch.texts(), batch.width(), dimension};
        OrtEnvironment environment = environment();
        Map<String, OnnxTensor> inputs = HashMap.newHashMap(3);
        try (OnnxTensor vectors =
                OnnxTensor.createTensor(environment, batch.vectors(), outputShape)) {
            for (String input : session.getInputNames()) {
                var values =
                        switch (input) {
                            case IDS -> batch.ids();
                            case MASK -> batch.mask();
                            default -> batch.types();
                        };
                inputs.put(input, OnnxTensor.createTensor(environment, values, shape));
            }
            session.run(inputs, Set.of(), Map.of(output, vectors)).close();
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
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "ONNX Runtime must load but does not; it unpacks its libraries to the directory"
                            + " named by java.io.tmpdir",
                    e);
        }
    }

    private static void checkInputs(NamedFile file, Map<String, NodeInfo> inputs) {
        List<String> supported = List.of(IDS, MASK, TYPES);
        if (!inputs.containsKey(IDS) || !supported.containsAll(inputs.keySet())) {
            throw new ModelFileException(
                    "%s: inputs must be %s, the last two optional, but were %s"
                            .formatted(file.name(), supported, inputs.keySet()));
        }
        inputs.forEach((name, info) -> {
            if (!(info.getInfo() instanceof TensorInfo tensor)
                    || tensor.type != OnnxJavaType.INT64
                    || tensor.getShape().length != 2) {
                throw new ModelFileException(
                        "%s: input %s must be int64 [batch, tokens] but was %s"
                                .formatted(file.name(), name, info.getInfo()));
            }
        });
    }

    private static String findOutput(NamedFile file, Map<String, NodeInfo> outputs, int dimension) {
        for (var output : outputs.entrySet()) {
            if (output.getValue().getInfo() instanceof TensorInfo tensor
                    && tensor.type == OnnxJavaType.FLOAT
                    && tensor.getShape().length == 3) {
                long found = tensor.getShape()[2];
                // -1: the network leaves it open, and a run will tell.
                if (found != dimension && found != -1) {
                    throw new ModelFileException(
                            "%s: expected vectors of dimension %d but found %d"
                                    .formatted(file.name(), dimension, found));
                }
                return output.getKey();
            }
        }
        throw new ModelFileException(
                "%s: expected a float output [batch, tokens, dimension] but found %s"
                        .formatted(file.name(), outputs.values()));
    }
}
