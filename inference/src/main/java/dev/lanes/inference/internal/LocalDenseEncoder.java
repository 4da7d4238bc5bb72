package dev.lanes.inference.internal;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// A dense encoder that runs in this process.
final class LocalDenseEncoder implements DenseEncoder {
    private final ModelDescriptor model;
    private final EncoderSettings settings;
    private final Pipeline pipeline;

    /// @param pipeline closed with this
    LocalDenseEncoder(ModelDescriptor model, EncoderSettings settings, Pipeline pipeline) {
        this.model = model;
        this.settings = settings;
        this.pipeline = pipeline;
    }

    @Override
    public ModelDescriptor model() {
        return model;
    }

    @Override
    public int dimension() {
        return settings.dimension().orElse(model.dimension());
    }

    @Override
    public float[] encodeQuery(String text) {
        return pipeline.one(requireNonNull(text, "text"), after(model.prompts().queryPrefix()));
    }

    @Override
    public float[][] encodePassages(List<String> texts, EncodingProgress progress) {
        return rows(model.prompts().passagePrefix(), texts, progress);
    }

    @Override
    public float[][] encode(String prompt, List<String> texts) {
        return rows(model.prompts().named(prompt), texts, EncodingProgress.NONE);
    }

    @Override
    public void encodeAll(
            Iterator<String> texts, Consumer<float[]> rows, EncodingProgress progress) {
        pipeline.all(
                requireNonNull(texts, "texts"),
                after(model.prompts().passagePrefix()),
                requireNonNull(rows, "rows"),
                requireNonNull(progress, "progress"));
    }

    private float[][] rows(String prompt, List<String> texts, EncodingProgress progress) {
        requireNonNull(progress, "progress");
        List<String> all = Texts.checked(texts);
        List<float[]> rows = new ArrayList<>(all.size());
        pipeline.each(all, after(prompt), rows::add, progress);
        return rows.toArray(float[][]::new);
    }

    private DenseTexts after(String prompt) {
        var tokens = new TextTokens(pipeline.tokenizer(), prompt, settings.longTexts());
        return DenseTexts.of(tokens, model, settings);
    }

    @Override
    public int[] countTokens(List<String> texts) {
        List<String> all = Texts.checked(texts);
        return pipeline.gate().whileOpen(() -> pipeline.tokenizer().count(all));
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
