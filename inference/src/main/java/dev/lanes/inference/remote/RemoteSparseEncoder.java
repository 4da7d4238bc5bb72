package dev.lanes.inference.remote;

import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.SparseEncoder;
import dev.lanes.vector.SparseVector;
import java.util.List;

/// Weights of terms by HTTP.
final class RemoteSparseEncoder implements SparseEncoder {
    private final ModelDescriptor model;
    private final RemoteTexts<SparseVector> texts;

    RemoteSparseEncoder(ModelDescriptor model, RemoteTexts.Factory factory, TermWeights rows) {
        this.model = model;
        this.texts = factory.make(rows::read, SparseVector[]::new);
    }

    @Override
    public ModelDescriptor model() {
        return model;
    }

    @Override
    public SparseVector encodeQuery(String text) {
        return texts.query(text);
    }

    @Override
    public List<SparseVector> encodePassages(List<String> passages, EncodingProgress progress) {
        return List.of(texts.passages(passages, progress));
    }

    @Override
    public void close() {
        texts.close();
    }
}
