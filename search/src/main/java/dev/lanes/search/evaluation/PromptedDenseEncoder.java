package dev.lanes.search.evaluation;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.Prompts;
import dev.lanes.inference.TextInput;
import java.util.ArrayList;
import java.util.List;

/// An encoder that puts other prompts before texts than its model wants: for measuring what an
/// asymmetric model loses when it is used like a symmetric one. Closing it closes the encoder that
/// it wraps. Safe for use by many threads.
public final class PromptedDenseEncoder implements DenseEncoder {
    private static final int PORTION = 1024;

    private final DenseEncoder encoder;
    private final Prompting prompting;
    private final ModelDescriptor model;

    private PromptedDenseEncoder(DenseEncoder encoder, Prompting prompting, ModelDescriptor model) {
        this.encoder = encoder;
        this.prompting = prompting;
        this.model = model;
    }

    /// Wraps an encoder.
    public static DenseEncoder of(DenseEncoder encoder, Prompting prompting) {
        ModelDescriptor model = requireNonNull(encoder, "encoder").model();
        Prompts prompts = model.prompts();
        var other =
                new Prompts(
                        prompts.named(prompting.query()),
                        prompts.named(prompting.passage()),
                        prompts.named());
        return new PromptedDenseEncoder(
                encoder,
                prompting,
                new ModelDescriptor(
                        model.name(),
                        model.output(),
                        new TextInput(model.maxTokens(), other),
                        model.files(),
                        model.origin()));
    }

    /// The descriptor, with the prompts that are used.
    @Override
    public ModelDescriptor model() {
        return model;
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public float[] encodeQuery(String text) {
        return prompting.query().equals("query")
                ? encoder.encodeQuery(text)
                : encoder.encode(prompting.query(), List.of(text))[0];
    }

    @Override
    public float[][] encodePassages(List<String> texts, EncodingProgress progress) {
        if (prompting.passage().equals("passage")) {
            return encoder.encodePassages(texts, progress);
        }
        List<float[]> rows = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += PORTION) {
            List<String> portion = texts.subList(from, Math.min(texts.size(), from + PORTION));
            rows.addAll(List.of(encoder.encode(prompting.passage(), portion)));
            progress.encoded(portion.size(), 0);
        }
        return rows.toArray(float[][]::new);
    }

    /// `query` and `passage` are what this encoder puts before queries and passages.
    @Override
    public float[][] encode(String prompt, List<String> texts) {
        return encoder.encode(
                switch (prompt) {
                    case "query" -> prompting.query();
                    case "passage" -> prompting.passage();
                    default -> prompt;
                },
                texts);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
