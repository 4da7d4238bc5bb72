package dev.lanes.inference.remote;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Vectors by HTTP.
final class RemoteDenseEncoder implements DenseEncoder {
    private final ModelDescriptor model;
    private final RemoteTexts<float[]> texts;

    RemoteDenseEncoder(ModelDescriptor model, RemoteTexts.Factory factory) {
        this.model = model;
        this.texts = factory.make(this::vector, float[][]::new);
    }

    @Override
    public ModelDescriptor model() {
        return model;
    }

    @Override
    public float[] encodeQuery(String text) {
        return texts.query(text);
    }

    @Override
    public float[][] encodePassages(List<String> passages, EncodingProgress progress) {
        return texts.passages(passages, progress);
    }

    /// The word for what the texts are is the prompt's name, unless it is one of the two that the
    /// template has words for.
    @Override
    public float[][] encode(String prompt, List<String> several) {
        return texts.prompted(prompt, several);
    }

    @Override
    public void close() {
        texts.close();
    }

    private float[] vector(JsonNode node, String place) {
        float[] vector = Numbers.vector(node, model.dimension(), place);
        if (model.dense().normalize()) {
            double squares = 0;
            for (float value : vector) {
                squares += (double) value * value;
            }
            // A vector of zeros has no direction and stays as it is.
            double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (vector[i] * scale);
            }
        }
        return vector;
    }
}
