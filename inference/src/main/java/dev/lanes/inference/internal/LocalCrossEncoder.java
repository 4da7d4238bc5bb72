package dev.lanes.inference.internal;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.CrossEncoder;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import java.util.ArrayList;
import java.util.List;

/// A cross-encoder that runs in this process.
final class LocalCrossEncoder implements CrossEncoder {
    private final ModelDescriptor model;
    private final Pipeline pipeline;

    /// @param pipeline closed with this
    LocalCrossEncoder(ModelDescriptor model, Pipeline pipeline) {
        this.model = model;
        this.pipeline = pipeline;
    }

    @Override
    public ModelDescriptor model() {
        return model;
    }

    @Override
    public float[] scores(String query, List<String> passages, EncodingProgress progress) {
        requireNonNull(progress, "progress");
        String prompted = model.prompts().queryPrefix() + requireNonNull(query, "query");
        List<String> all = Texts.checked(passages);
        List<Float> scores = new ArrayList<>(all.size());
        var step = new PairTexts(pipeline.tokenizer(), model, prompted);
        pipeline.each(all, step, scores::add, progress);
        var inOrder = new float[scores.size()];
        for (int i = 0; i < inOrder.length; i++) {
            inOrder[i] = scores.get(i);
        }
        return inOrder;
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
