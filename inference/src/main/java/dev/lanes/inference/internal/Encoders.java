package dev.lanes.inference.internal;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.ModelDescriptor;

/// Puts encoders together from what was opened for them.
final class Encoders {
    private Encoders() {}

    /// @param tokenizer closed with the encoder, also when this fails
    static DenseEncoder dense(
            ModelDescriptor model,
            NamedFile network,
            Tokenizer tokenizer,
            EncoderSettings settings) {
        try {
            settings.dimension()
                    .ifPresent(dimension -> {
                        if (dimension > model.dimension()) {
                            throw new IllegalArgumentException(
                                    "dimension must be in 1..%d for model %s but was %d"
                                            .formatted(model.dimension(), model.name(), dimension));
                        }
                    });
        } catch (IllegalArgumentException e) {
            tokenizer.close();
            throw e;
        }
        return new LocalDenseEncoder(
                model, settings, pipeline(model, network, tokenizer, settings));
    }

    private static Pipeline pipeline(
            ModelDescriptor model,
            NamedFile network,
            Tokenizer tokenizer,
            EncoderSettings settings) {
        try {
            // A run on one thread: each of the caller's threads and of the workers runs its own.
            var engine = new OnnxEngine(Network.open(network, model.output(), 1));
            return new Pipeline("encoder " + model.name(), tokenizer, engine, settings);
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }
}
