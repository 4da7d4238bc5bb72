package dev.lanes.inference.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.ModelOutput;
import dev.lanes.inference.Pooling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The output of a network that is read.
///
/// @param name what the network calls it
/// @param head how rows are read from it
record NetworkOutput(String name, Head head) {
    /// Finds the output that a descriptor means: the one that it names, or else the first one whose
    /// shape fits.
    static NetworkOutput find(NamedFile file, OrtSession session, ModelOutput wanted)
            throws OrtException {
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        for (var output : outputs.entrySet()) {
            if ((wanted.name().isEmpty() || wanted.name().equals(output.getKey()))
                    && fits(output.getValue(), wanted)) {
                long[] shape = ((TensorInfo) output.getValue().getInfo()).getShape();
                return new NetworkOutput(
                        output.getKey(),
                        head(file, wanted, known(session, output.getKey(), shape)));
            }
        }
        throw new ModelFileException(
                "%s: expected %s but found %s"
                        .formatted(file.name(), description(wanted), outputs.values()));
    }

    private static boolean fits(NodeInfo output, ModelOutput wanted) {
        return output.getInfo() instanceof TensorInfo tensor
                && tensor.type == OnnxJavaType.FLOAT
                && axes(wanted).contains(tensor.getShape().length);
    }

    private static List<Integer> axes(ModelOutput wanted) {
        return switch (wanted) {
            case ModelOutput.Dense dense -> List.of(dense.pooling() == Pooling.NONE ? 2 : 3);
            case ModelOutput.Sparse _ -> List.of(2, 3);
            case ModelOutput.Score _ -> List.of(1, 2);
        };
    }

    private static String description(ModelOutput wanted) {
        String name = wanted.name().isEmpty() ? "" : " \"" + wanted.name() + "\"";
        return "a float output%s %s"
                .formatted(
                        name,
                        switch (wanted) {
                            case ModelOutput.Dense dense ->
                                    dense.pooling() == Pooling.NONE
                                            ? "[batch, dimension]"
                                            : "[batch, tokens, dimension]";
                            case ModelOutput.Sparse _ ->
                                    "[batch, tokens, vocabulary] or [batch, vocabulary]";
                            case ModelOutput.Score _ -> "[batch, 1] or [batch, 2]";
                        });
    }

    private static Head head(NamedFile file, ModelOutput wanted, long[] shape) {
        int last = Math.toIntExact(shape[shape.length - 1]);
        return switch (wanted) {
            case ModelOutput.Dense dense -> {
                if (last != dense.dimension()) {
                    throw new ModelFileException(
                            "%s: expected vectors of dimension %d but found %d"
                                    .formatted(file.name(), dense.dimension(), last));
                }
                yield shape.length == 2
                        ? new Head.Whole(last, 2)
                        : new Head.TokenVectors(last, dense.pooling());
            }
            case ModelOutput.Sparse _ ->
                    shape.length == 2 ? new Head.Whole(last, 2) : new Head.TermMaxima(last);
            case ModelOutput.Score _ -> {
                int classes = shape.length == 1 ? 1 : last;
                if (classes > 2) {
                    throw new ModelFileException(
                            "%s: expected 1 or 2 logits a pair but found %d"
                                    .formatted(file.name(), classes));
                }
                yield new Head.Whole(classes, shape.length);
            }
        };
    }

    /// A shape whose last extent is known: where the network leaves it open, a run tells.
    private static long[] known(OrtSession session, String output, long[] shape)
            throws OrtException {
        if (shape.length == 1 || shape[shape.length - 1] > 0) {
            return shape;
        }
        Map<String, OnnxTensor> inputs = NetworkInputs.oneToken(session.getInputNames());
        try (var result = session.run(inputs, Set.of(output))) {
            return Optional.of(result.get(0).getInfo())
                    .map(info -> ((TensorInfo) info).getShape())
                    .orElseThrow();
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }
}
