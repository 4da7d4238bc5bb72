package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import dev.lanes.vector.Similarity;

/// What a network gives, and how that becomes what callers get. One record for each [ModelKind].
public sealed interface ModelOutput {
    /// What the model makes of text.
    ModelKind kind();

    /// Name of the network's output to read; empty when it is the first one of the right shape.
    String name();

    /// Vectors.
    ///
    /// @param name of the network's output, float [batch, tokens, dimension], or [batch, dimension]
    ///   where pooling is [Pooling#NONE]; may be empty
    /// @param dimension numbers in a vector, in 1..4096
    /// @param pooling how the vectors of the tokens become one
    /// @param normalize whether vectors are scaled to length 1
    /// @param similarity how the model's authors compare vectors
    record Dense(
            String name, int dimension, Pooling pooling, boolean normalize, Similarity similarity)
            implements ModelOutput {
        /// Checks every component.
        public Dense {
            requireNonNull(name, "output");
            Rules.within("dimension", dimension, 1, 4096);
            requireNonNull(pooling, "pooling");
            requireNonNull(similarity, "similarity");
        }

        @Override
        public ModelKind kind() {
            return ModelKind.DENSE;
        }
    }

    /// Weights of terms.
    ///
    /// @param name of the network's output, float [batch, tokens, vocabulary] or [batch,
    ///   vocabulary]; may be empty
    /// @param activation what makes weights of the network's numbers
    /// @param firstTerm the first token that is a term: tokens before it are special ones, and
    ///   dropped, in 0..10000000. The special tokens that the tokenizer names are dropped wherever
    ///   they are
    record Sparse(String name, SparseActivation activation, int firstTerm) implements ModelOutput {
        /// Checks every component.
        public Sparse {
            requireNonNull(name, "output");
            requireNonNull(activation, "activation");
            Rules.within("first_term", firstTerm, 0, 10_000_000);
        }

        @Override
        public ModelKind kind() {
            return ModelKind.SPARSE;
        }
    }

    /// Scores of pairs.
    ///
    /// @param name of the network's output, float [batch, 1] or [batch, 2]; may be empty
    /// @param activation what makes a score of the logit
    record Score(String name, ScoreActivation activation) implements ModelOutput {
        /// Checks every component.
        public Score {
            requireNonNull(name, "output");
            requireNonNull(activation, "activation");
        }

        @Override
        public ModelKind kind() {
            return ModelKind.CROSS_ENCODER;
        }
    }
}
