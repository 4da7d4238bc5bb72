package dev.lanes.inference.internal;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.SparseEncoder;
import dev.lanes.vector.SparseVector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A sparse encoder that runs in this process.
final class LocalSparseEncoder implements SparseEncoder {
    private final ModelDescriptor model;
    private final EncoderSettings settings;
    private final Pipeline pipeline;
    private final TermWeights terms;

    /// Weights of tokens in queries, of a model whose queries need no network.
    private final Optional<TokenTable> table;

    /// @param pipeline closed with this
    LocalSparseEncoder(
            ModelDescriptor model,
            EncoderSettings settings,
            Pipeline pipeline,
            Optional<TokenTable> table) {
        this.model = model;
        this.settings = settings;
        this.pipeline = pipeline;
        this.table = table;
        table.ifPresent(weights -> weights.drop(pipeline.tokenizer().special()));
        this.terms =
                new TermWeights(
                        model.sparse(), pipeline.tokenizer().special(), pipeline.rowLength());
    }

    @Override
    public ModelDescriptor model() {
        return model;
    }

    @Override
    public SparseVector encodeQuery(String text) {
        requireNonNull(text, "text");
        if (table.isPresent()) {
            return pipeline.gate()
                    .whileOpen(() -> table.get().query(pipeline.tokenizer(), prompted(text)));
        }
        return pipeline.one(text, after(model.prompts().queryPrefix()));
    }

    private String prompted(String text) {
        return model.prompts().queryPrefix() + text;
    }

    @Override
    public List<SparseVector> encodePassages(List<String> texts, EncodingProgress progress) {
        List<String> all = Texts.checked(texts);
        List<SparseVector> vectors = new ArrayList<>(all.size());
        pipeline.each(
                all,
                after(model.prompts().passagePrefix()),
                vectors::add,
                requireNonNull(progress, "progress"));
        return vectors;
    }

    @Override
    public void encodeAll(
            Iterator<String> texts, Consumer<SparseVector> vectors, EncodingProgress progress) {
        pipeline.all(
                requireNonNull(texts, "texts"),
                after(model.prompts().passagePrefix()),
                requireNonNull(vectors, "vectors"),
                requireNonNull(progress, "progress"));
    }

    private SparseTexts after(String prompt) {
        return new SparseTexts(
                new TextTokens(pipeline.tokenizer(), prompt, settings.longTexts()),
                terms,
                settings.longTexts(),
                settings.pruning());
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
