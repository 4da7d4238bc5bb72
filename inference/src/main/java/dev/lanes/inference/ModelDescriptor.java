package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import dev.lanes.vector.Similarity;

/// All that an encoder has to know of a model, read from a small JSON file (see
/// `DenseEncoder.open`).
///
/// @param name the name to open it by
/// @param output what the network gives
/// @param input how it reads texts
/// @param files where its files lie
/// @param origin where it comes from
public record ModelDescriptor(
        String name, ModelOutput output, TextInput input, ModelFiles files, ModelOrigin origin) {
    /// Checks the name; the other components have checked themselves.
    public ModelDescriptor {
        Rules.filled("name", name);
        requireNonNull(output, "output");
        requireNonNull(input, "input");
        requireNonNull(files, "files");
        requireNonNull(origin, "origin");
    }

    /// What the model makes of text.
    public ModelKind kind() {
        return output.kind();
    }

    /// How vectors are made.
    ///
    /// @throws IllegalStateException when the model is not [ModelKind#DENSE]
    public ModelOutput.Dense dense() {
        if (output instanceof ModelOutput.Dense dense) {
            return dense;
        }
        throw otherKind(ModelKind.DENSE);
    }

    /// How weights of terms are made.
    ///
    /// @throws IllegalStateException when the model is not [ModelKind#SPARSE]
    public ModelOutput.Sparse sparse() {
        if (output instanceof ModelOutput.Sparse sparse) {
            return sparse;
        }
        throw otherKind(ModelKind.SPARSE);
    }

    /// How scores are made.
    ///
    /// @throws IllegalStateException when the model is not [ModelKind#CROSS_ENCODER]
    public ModelOutput.Score score() {
        if (output instanceof ModelOutput.Score score) {
            return score;
        }
        throw otherKind(ModelKind.CROSS_ENCODER);
    }

    /// Numbers in a vector of a dense model.
    ///
    /// @throws IllegalStateException when the model is not [ModelKind#DENSE]
    public int dimension() {
        return dense().dimension();
    }

    /// How the authors of a dense model compare vectors.
    ///
    /// @throws IllegalStateException when the model is not [ModelKind#DENSE]
    public Similarity similarity() {
        return dense().similarity();
    }

    /// What stands before texts.
    public Prompts prompts() {
        return input.prompts();
    }

    /// How many tokens of a text the model reads, see [TextInput].
    public int maxTokens() {
        return input.maxTokens();
    }

    private IllegalStateException otherKind(ModelKind wanted) {
        return new IllegalStateException(
                "model %s must be %s but is %s".formatted(name, wanted, kind()));
    }
}
