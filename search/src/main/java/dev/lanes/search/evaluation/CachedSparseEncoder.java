package dev.lanes.search.evaluation;

import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.SparseEncoder;
import dev.lanes.vector.SparseVector;
import java.util.List;

/// An encoder whose passages are kept in an [EncodingCache].
final class CachedSparseEncoder implements SparseEncoder {
    private final SparseEncoder encoder;
    private final CachedRows<SparseVector> rows;

    CachedSparseEncoder(SparseEncoder encoder, CachedRows<SparseVector> rows) {
        this.encoder = encoder;
        this.rows = rows;
    }

    @Override
    public ModelDescriptor model() {
        return encoder.model();
    }

    @Override
    public SparseVector encodeQuery(String text) {
        return encoder.encodeQuery(text);
    }

    /// Texts that were there are reported as a batch of 0 tokens.
    @Override
    public List<SparseVector> encodePassages(List<String> texts, EncodingProgress progress) {
        return rows.of(
                model().prompts().passagePrefix(),
                texts,
                missing -> encoder.encodePassages(missing, progress),
                count -> progress.encoded(count, 0));
    }

    @Override
    public void close() {
        encoder.close();
    }
}
