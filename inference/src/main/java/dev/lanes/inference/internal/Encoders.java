package dev.lanes.inference.internal;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.ModelDescriptor;
import java.nio.file.Path;

/// Opens encoders on packages of models.
public final class Encoders {
    private Encoders() {}

    /// A known model.
    public static DenseEncoder open(ModelDescriptor model) {
        try (var files = ModelPackage.of(model)) {
            return open(files);
        }
    }

    /// A model in a directory or a zip file.
    public static DenseEncoder open(Path path) {
        try (var files = ModelPackage.at(path)) {
            return open(files);
        }
    }

    private static DenseEncoder open(ModelPackage files) {
        ModelDescriptor model = files.descriptor();
        int batchTokens = Settings.batchTokens(); // may throw: before anything native is held
        var tokenizer = files.openTokenizer();
        try {
            var network = Network.open(files.network(), model.dimension());
            return new OnnxDenseEncoder(model, tokenizer, network, batchTokens);
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }
}
