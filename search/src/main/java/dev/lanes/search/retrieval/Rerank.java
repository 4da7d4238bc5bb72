package dev.lanes.search.retrieval;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The best documents of a retriever, scored again by a cross-encoder, which reads the query and a
/// text of each. Documents outside of the window are not returned; those without the field are read
/// as an empty text.
///
/// @param retriever the first stage
/// @param model the name of a cross-encoder
/// @param field the text that it reads; of a chunked field the passage that was found
/// @param window how many documents are read, in 1..[Retriever#LIMIT]; when empty as many as are
///   asked for from above, and at least [Retriever#WINDOW]
/// @param query what the cross-encoder is asked; this text may differ from the first stage's
/// @param minScore documents that the cross-encoder scores lower are dropped
/// @param score what becomes of its score
public record Rerank(
        Retriever retriever,
        String model,
        String field,
        OptionalInt window,
        QueryText query,
        OptionalDouble minScore,
        RerankScore score)
        implements Retriever {
    /// @throws IllegalArgumentException when a name is blank, the window out of range or the
    ///   minimum not finite
    public Rerank {
        Objects.requireNonNull(retriever, "retriever");
        Rules.requireName("model", model);
        Rules.requireName("field", field);
        Rules.requireDepth("window", window);
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(score, "score");
        if (minScore.isPresent() && !Double.isFinite(minScore.getAsDouble())) {
            throw new IllegalArgumentException(
                    "minimum score must be finite but was " + minScore.getAsDouble());
        }
    }

    static Rerank of(Retriever retriever, String model, String field) {
        return new Rerank(
                retriever,
                model,
                field,
                OptionalInt.empty(),
                QueryText.OF_REQUEST,
                OptionalDouble.empty(),
                new RerankScore.Replaced());
    }

    /// The same for so many documents.
    ///
    /// @param documents in 1..[Retriever#LIMIT]
    /// @return a new retriever
    public Rerank withWindow(int documents) {
        return new Rerank(
                retriever, model, field, OptionalInt.of(documents), query, minScore, score);
    }

    /// The same with a text of its own for the cross-encoder.
    ///
    /// @param text not blank
    /// @return a new retriever
    public Rerank withText(String text) {
        return new Rerank(retriever, model, field, window, QueryText.of(text), minScore, score);
    }

    /// The same without documents that the cross-encoder scores lower.
    ///
    /// @param lowest finite
    /// @return a new retriever
    public Rerank withMinScore(double lowest) {
        return new Rerank(retriever, model, field, window, query, OptionalDouble.of(lowest), score);
    }

    /// The same with both scores fused.
    ///
    /// @param fusion how the two become one
    /// @param share the weight of the cross-encoder's, in 0..1; the first stage's has the rest
    /// @return a new retriever
    public Rerank fused(Fusion fusion, double share) {
        return new Rerank(
                retriever,
                model,
                field,
                window,
                query,
                minScore,
                new RerankScore.Fused(fusion, share));
    }
}
