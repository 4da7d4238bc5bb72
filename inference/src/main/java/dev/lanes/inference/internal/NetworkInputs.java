package dev.lanes.inference.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.lanes.inference.ModelFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The inputs that a network may have.
final class NetworkInputs {
    static final String IDS = "input_ids";
    static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";

    private NetworkInputs() {}

    static void check(NamedFile file, Map<String, NodeInfo> inputs) {
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

    /// One text of one token, for a network whose shapes only a run can tell.
    static Map<String, OnnxTensor> oneToken(Set<String> names) throws OrtException {
        Map<String, OnnxTensor> inputs = HashMap.newHashMap(names.size());
        for (String name : names) {
            long[][] value = {{name.equals(MASK) ? 1 : 0}};
            inputs.put(name, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), value));
        }
        return inputs;
    }
}
