package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.internal.Encoders;
import dev.lanes.inference.internal.ModelPackage;
import java.nio.file.Path;

/// A model that a [ModelSource] has found. Nothing of it is open: each call of `open…` reads its
/// files, and gives an encoder that the caller closes.
///
/// Safe for use by many threads.
public final class FoundModel {
    private final String id;
    private final ModelDescriptor model;
    private final ModelPackage.Opener files;

    private FoundModel(String id, ModelDescriptor model, ModelPackage.Opener files) {
        this.id = id;
        this.model = model;
        this.files = files;
    }

    static FoundModel known(ModelDescriptor model) {
        return new FoundModel(model.name(), model, ModelPackage.opener(model));
    }

    static FoundModel registered(RegisteredModel found, Path place) {
        return new FoundModel(found.id(), found.model(), ModelPackage.opener(place));
    }

    static FoundModel at(Path path) {
        ModelPackage.Opener files = ModelPackage.opener(path);
        try (ModelPackage opened = files.open()) {
            return new FoundModel(path.toString(), opened.descriptor(), files);
        }
    }

    /// What finds this model again, and no other version: a known name, `name:version` of a
    /// registered one, or a path.
    public String id() {
        return id;
    }

    /// What it is.
    public ModelDescriptor model() {
        return model;
    }

    /// Opens a dense encoder.
    ///
    /// @throws UnavailableModelException when it is a known model whose artifact is not on the
    ///   class path
    /// @throws ModelFileException when a file is missing or damaged, or the model is of another
    ///   kind
    /// @throws IllegalArgumentException when the settings want a larger dimension than the model's
    public DenseEncoder openDense(EncoderSettings settings) {
        return Encoders.dense(files, requireNonNull(settings, "settings"));
    }

    /// Opens a sparse encoder.
    ///
    /// @throws UnavailableModelException when it is a known model whose artifact is not on the
    ///   class path
    /// @throws ModelFileException when a file is missing or damaged, or the model is of another
    ///   kind
    public SparseEncoder openSparse(EncoderSettings settings) {
        return Encoders.sparse(files, requireNonNull(settings, "settings"));
    }

    /// Opens a cross-encoder.
    ///
    /// @throws UnavailableModelException when it is a known model whose artifact is not on the
    ///   class path
    /// @throws ModelFileException when a file is missing or damaged, or the model is of another
    ///   kind
    /// @throws IllegalArgumentException when the settings want windows of long texts
    public CrossEncoder openCross(EncoderSettings settings) {
        return Encoders.cross(files, requireNonNull(settings, "settings"));
    }

    @Override
    public String toString() {
        return "model " + id;
    }
}
