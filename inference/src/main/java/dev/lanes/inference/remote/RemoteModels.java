package dev.lanes.inference.remote;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.CrossEncoder;
import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.ModelKind;
import dev.lanes.inference.SparseEncoder;
import java.util.OptionalInt;
import java.util.function.Function;

/// Encoders whose models are served by somebody else. Nothing is sent before the first text.
///
/// They behave like other encoders, with these differences:
///
/// - Whatever the server or the network does wrong is a [RemoteException].
/// - Texts in bulk are cut into requests in their order ([RemoteSettings]), several of which are
///   under way at once; the first that fails in the end fails the call and interrupts the others.
/// - [dev.lanes.inference.EncodingProgress] hears of 0 tokens, since nobody counted them.
/// - Interrupting a thread ends its call promptly with a [RemoteException.Interrupted].
/// - `close` waits for the attempts that are on their way, which is `requestTimeout` at most, and
///   ends waits between attempts at once.
///
/// What is tried again and what is not stands in [RemoteSettings]. Safe for use by many threads.
public final class RemoteModels {
    private RemoteModels() {}

    /// An encoder that gets vectors from a server.
    ///
    /// @param model its output is [dev.lanes.inference.ModelOutput.Dense]
    public static DenseEncoder dense(
            RemoteEndpoint endpoint,
            RemoteTemplate template,
            RemoteModel model,
            RemoteSettings settings) {
        return new RemoteDenseEncoder(
                model.descriptor(), parts(ModelKind.DENSE, endpoint, template, model, settings));
    }

    /// An encoder that gets weights of terms from a server, which sends terms by number.
    ///
    /// @param model its output is [dev.lanes.inference.ModelOutput.Sparse]
    public static SparseEncoder sparse(
            RemoteEndpoint endpoint,
            RemoteTemplate template,
            RemoteModel model,
            RemoteSettings settings) {
        return sparse(endpoint, template, model, settings, TermWeights::digits);
    }

    /// An encoder that gets weights of terms from a server, which sends terms by name.
    ///
    /// @param model its output is [dev.lanes.inference.ModelOutput.Sparse]
    /// @param vocabulary the number of a term, empty if it is unknown, which fails the call; asked
    ///   by several threads at once
    public static SparseEncoder sparse(
            RemoteEndpoint endpoint,
            RemoteTemplate template,
            RemoteModel model,
            RemoteSettings settings,
            Function<String, OptionalInt> vocabulary) {
        return new RemoteSparseEncoder(
                model.descriptor(),
                parts(ModelKind.SPARSE, endpoint, template, model, settings),
                new TermWeights(requireNonNull(vocabulary, "vocabulary")));
    }

    /// A cross-encoder that gets scores from a server.
    ///
    /// @param template with `"${query}"` in its body
    /// @param model its output is [dev.lanes.inference.ModelOutput.Score]
    public static CrossEncoder crossEncoder(
            RemoteEndpoint endpoint,
            RemoteTemplate template,
            RemoteModel model,
            RemoteSettings settings) {
        if (!BodyTemplate.parse(template.body()).hasQuery()) {
            throw new IllegalArgumentException(
                    "body of a reranker must hold ${query} but was \"%s\""
                            .formatted(template.body()));
        }
        return new RemoteCrossEncoder(
                model.descriptor(),
                parts(ModelKind.CROSS_ENCODER, endpoint, template, model, settings));
    }

    private static RemoteTexts.Factory parts(
            ModelKind wanted,
            RemoteEndpoint endpoint,
            RemoteTemplate template,
            RemoteModel model,
            RemoteSettings settings) {
        if (model.output().kind() != wanted) {
            throw new IllegalArgumentException(
                    "model %s must be %s but is %s"
                            .formatted(model.name(), wanted, model.output().kind()));
        }
        return new RemoteTexts.Factory(
                "encoder " + model.name(),
                model.prompts(),
                requireNonNull(endpoint, "endpoint"),
                requireNonNull(template, "template"),
                requireNonNull(settings, "settings"));
    }
}
