package dev.lanes.search.retrieval;

import java.util.Objects;
import java.util.OptionalInt;

/// Maximal marginal relevance (Carbonell, Goldstein, 1998): documents are chosen one after the
/// other, each with the largest λ·s − (1 − λ)·c, which becomes its score. Here s is the retriever's
/// score, put into 0..1 by min and max over the window, and c the largest cosine with a vector that
/// was chosen before, at least 0. Documents outside of the window are not returned; those without a
/// vector resemble none.
///
/// @param retriever finds documents
/// @param field a dense field, by whose vectors they are compared
/// @param lambda λ, in 0..1; 1 changes no order
/// @param window how many documents are chosen from, in 1..[Retriever#LIMIT]; when empty as many as
///   are asked for from above, and at least [Retriever#WINDOW]
public record Diversify(Retriever retriever, String field, double lambda, OptionalInt window)
        implements Retriever {
    /// @throws IllegalArgumentException when the field is blank or a number out of range
    public Diversify {
        Objects.requireNonNull(retriever, "retriever");
        Rules.requireName("field", field);
        Rules.requireShare("lambda", lambda);
        Rules.requireDepth("window", window);
    }

    static Diversify of(Retriever retriever, String field, double lambda) {
        return new Diversify(retriever, field, lambda, OptionalInt.empty());
    }

    /// The same with so many documents to choose from.
    ///
    /// @param documents in 1..[Retriever#LIMIT]
    /// @return a new retriever
    public Diversify withWindow(int documents) {
        return new Diversify(retriever, field, lambda, OptionalInt.of(documents));
    }
}
