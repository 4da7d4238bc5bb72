package dev.lanes.inference.remote;

import dev.lanes.inference.CrossEncoder;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import java.util.List;

/// Scores of pairs by HTTP.
final class RemoteCrossEncoder implements CrossEncoder {
    private final ModelDescriptor model;
    private final RemoteTexts<Float> texts;

    RemoteCrossEncoder(ModelDescriptor model, RemoteTexts.Factory factory) {
        this.model = model;
        this.texts = factory.make(Numbers::finite, Float[]::new);
    }

    @Override
    public ModelDescriptor model() {
        return model;
    }

    @Override
    public float[] scores(String query, List<String> passages, EncodingProgress progress) {
        Float[] boxed = texts.pairs(query, passages, progress);
        var scores = new float[boxed.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = boxed[i];
        }
        return scores;
    }

    @Override
    public void close() {
        texts.close();
    }
}
