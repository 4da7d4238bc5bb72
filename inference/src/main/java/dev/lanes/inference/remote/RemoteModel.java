package dev.lanes.inference.remote;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelFiles;
import dev.lanes.inference.ModelOrigin;
import dev.lanes.inference.ModelOutput;
import dev.lanes.inference.Pooling;
import dev.lanes.inference.Prompts;
import dev.lanes.inference.ScoreActivation;
import dev.lanes.inference.SparseActivation;
import dev.lanes.inference.TextInput;
import dev.lanes.vector.Similarity;

/// What has to be known of a model that somebody else runs. Tokenizing, truncating and pooling are
/// its server's affair.
///
/// @param name what errors call it, and what collections keep to recognise it by
/// @param output what it gives; of a dense model the dimension is checked in every answer, and
///   vectors are scaled to length 1 here if it says so
/// @param prompts what is put before texts here; [Prompts#NONE] where the server does that
public record RemoteModel(String name, ModelOutput output, Prompts prompts) {
    /// The most that a descriptor can say.
    private static final int MAX_TOKENS = 65_536;

    /// Checks that there are all.
    public RemoteModel {
        if (requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException(
                    "name must not be blank but was \"%s\"".formatted(name));
        }
        requireNonNull(output, "output");
        requireNonNull(prompts, "prompts");
    }

    /// A model that gives vectors, which are taken as they come.
    ///
    /// @param dimension numbers in a vector, in 1..4096
    public static RemoteModel dense(String name, int dimension, Similarity similarity) {
        var output = new ModelOutput.Dense("", dimension, Pooling.NONE, false, similarity);
        return new RemoteModel(name, output, Prompts.NONE);
    }

    /// A model that gives weights of terms.
    public static RemoteModel sparse(String name) {
        var output = new ModelOutput.Sparse("", SparseActivation.NONE, 0);
        return new RemoteModel(name, output, Prompts.NONE);
    }

    /// A model that scores pairs.
    public static RemoteModel crossEncoder(String name) {
        var output = new ModelOutput.Score("", ScoreActivation.NONE);
        return new RemoteModel(name, output, Prompts.NONE);
    }

    /// The same with prompts that are put before texts here.
    public RemoteModel withPrompts(Prompts other) {
        return new RemoteModel(name, output, other);
    }

    /// The same with vectors scaled to length 1 here, for servers that do not.
    ///
    /// @throws IllegalStateException when it gives no vectors
    public RemoteModel withNormalizing() {
        if (!(output instanceof ModelOutput.Dense dense)) {
            throw new IllegalStateException(
                    "model %s must be DENSE but is %s".formatted(name, output.kind()));
        }
        var scaled =
                new ModelOutput.Dense(
                        dense.name(), dense.dimension(), dense.pooling(), true, dense.similarity());
        return new RemoteModel(name, scaled, prompts);
    }

    /// As other models are described.
    ModelDescriptor descriptor() {
        return new ModelDescriptor(
                name,
                output,
                new TextInput(MAX_TOKENS, prompts),
                ModelFiles.NONE,
                ModelOrigin.UNKNOWN);
    }
}
