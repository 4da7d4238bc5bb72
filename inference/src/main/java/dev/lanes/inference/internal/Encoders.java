package dev.lanes.inference.internal;

import dev.lanes.inference.CrossEncoder;
import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.Device;
import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.LongTexts;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.ModelKind;
import dev.lanes.inference.SparseEncoder;

/// Opens encoders on packages of models.
public final class Encoders {
    private Encoders() {}

    /// A dense model.
    public static DenseEncoder dense(ModelPackage.Opener model, EncoderSettings settings) {
        try (var files = model.open()) {
            return dense(files, settings);
        }
    }

    private static DenseEncoder dense(ModelPackage files, EncoderSettings settings) {
        ModelDescriptor model = files.descriptor();
        require(files, ModelKind.DENSE);
        settings.dimension()
                .ifPresent(dimension -> {
                    if (dimension > model.dimension()) {
                        throw new IllegalArgumentException(
                                "dimension must be in 1..%d for model %s but was %d"
                                        .formatted(model.dimension(), model.name(), dimension));
                    }
                });
        return new LocalDenseEncoder(model, settings, pipeline(files, settings));
    }

    /// A sparse model.
    public static SparseEncoder sparse(ModelPackage.Opener model, EncoderSettings settings) {
        try (var files = model.open()) {
            require(files, ModelKind.SPARSE);
            var table = files.tokenTable();
            return new LocalSparseEncoder(
                    files.descriptor(), settings, pipeline(files, settings), table);
        }
    }

    /// A cross-encoder.
    public static CrossEncoder cross(ModelPackage.Opener model, EncoderSettings settings) {
        if (settings.longTexts().rule() != LongTexts.Rule.TRUNCATE) {
            throw new IllegalArgumentException(
                    "long texts of a cross-encoder must be truncated but were to be "
                            + settings.longTexts().rule());
        }
        try (var files = model.open()) {
            require(files, ModelKind.CROSS_ENCODER);
            return new LocalCrossEncoder(files.descriptor(), pipeline(files, settings));
        }
    }

    /// Opens all that an encoder would, on the processors, and closes it. Of a network for GPUs it
    /// checks what can be checked without one.
    ///
    /// @throws ModelFileException when something does not open or does not fit
    static void requireOpens(ModelPackage files) {
        ModelDescriptor model = files.descriptor();
        if (model.kind() == ModelKind.SPARSE) {
            files.tokenTable();
        }
        files.openTokenizer(model.maxTokens()).close();
        Network.open(files, 1, Device.CPU).close();
        files.network(Device.cuda(0));
    }

    private static void require(ModelPackage files, ModelKind kind) {
        ModelKind found = files.descriptor().kind();
        if (found != kind) {
            throw new ModelFileException(
                    "%s: expected a model of kind %s but found %s"
                            .formatted(files.network().name(), kind, found));
        }
    }

    private static Pipeline pipeline(ModelPackage files, EncoderSettings settings) {
        ModelDescriptor model = files.descriptor();
        int read = settings.maxTokens().orElse(model.maxTokens());
        var tokenizer = files.openTokenizer(Math.min(read, model.maxTokens()));
        try {
            int sharing = Settings.runThreads(settings.threads());
            var device = Device.parse(settings.device());
            var engine = new OnnxEngine(Network.open(files, sharing, device));
            return new Pipeline("encoder " + model.name(), tokenizer, engine, settings);
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }
}
