package dev.lanes.search.evaluation;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import java.util.List;

/// An encoder whose passages are kept in an [EncodingCache].
final class CachedDenseEncoder implements DenseEncoder {
    private final DenseEncoder encoder;
    private final CachedRows<float[]> rows;

    CachedDenseEncoder(DenseEncoder encoder, CachedRows<float[]> rows) {
        this.encoder = encoder;
        this.rows = rows;
    }

    @Override
    public ModelDescriptor model() {
        return encoder.model();
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public float[] encodeQuery(String text) {
        return encoder.encodeQuery(text);
    }

    /// Texts that were there are reported as a batch of 0 tokens.
    @Override
    public float[][] encodePassages(List<String> texts, EncodingProgress progress) {
        return rows.of(
                        model().prompts().passagePrefix(),
                        texts,
                        missing -> List.of(encoder.encodePassages(missing, progress)),
                        count -> progress.encoded(count, 0))
                .toArray(float[][]::new);
    }

    @Override
    public float[][] encode(String prompt, List<String> texts) {
        return rows.of(
                        model().prompts().named(prompt),
                        texts,
                        missing -> List.of(encoder.encode(prompt, missing)),
                        count -> {})
                .toArray(float[][]::new);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
