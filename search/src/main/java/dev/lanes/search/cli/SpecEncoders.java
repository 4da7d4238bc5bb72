package dev.lanes.search.cli;

import dev.lanes.inference.CrossEncoder;
import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.FoundModel;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelKind;
import dev.lanes.inference.ModelSource;
import dev.lanes.inference.SparseEncoder;
import dev.lanes.search.Encoders;
import dev.lanes.search.evaluation.EncodingCache;
import dev.lanes.search.evaluation.EncodingIdentity;
import dev.lanes.search.evaluation.PromptedDenseEncoder;
import dev.lanes.search.evaluation.Spec;
import dev.lanes.vector.Pruning;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/// The models that SPECs name, each opened once for each set of settings.
final class SpecEncoders implements AutoCloseable {
    private final ModelSource models;
    private final EncodingCache cache;
    private final Console console;
    private final Map<String, AutoCloseable> open = new LinkedHashMap<>();
    private Encoders encoders;

    private SpecEncoders(Path registry, EncodingCache cache, Console console) {
        this.models = ModelSource.of().withRegistry(registry);
        this.cache = cache;
        this.console = console;
        this.encoders = Encoders.of().withRegistry(registry);
    }

    /// Opens all models.
    ///
    /// @param cache has to be open longer than this
    /// @throws UserErrorException when one is not of the kind that its SPEC needs
    static SpecEncoders open(
            List<Spec> specs, Path registry, EncodingCache cache, Console console) {
        SpecEncoders opened = new SpecEncoders(registry, cache, console);
        try {
            specs.stream().flatMap(SpecTrees::all).forEach(opened::add);
            return opened;
        } catch (Throwable e) {
            opened.close();
            throw e;
        }
    }

    /// What schemas and retrievers call the model of a SPEC: all that its rows or scores depend on.
    ///
    /// @param spec one that names a model
    static String key(Spec spec) {
        return switch (spec) {
            case Spec.Dense dense -> dense.text();
            case Spec.Sparse sparse ->
                    new Spec.Sparse(
                                    sparse.model(),
                                    Spec.QueryTerms.ENCODED,
                                    sparse.minWeight(),
                                    sparse.maxTokens())
                            .text();
            case Spec.Rerank rerank ->
                    "rerank:"
                            + rerank.model()
                            + (rerank.maxTokens().isPresent()
                                    ? "?max-tokens=" + rerank.maxTokens().getAsInt()
                                    : "");
            default -> throw new IllegalArgumentException("a SPEC must name a model: " + spec);
        };
    }

    /// Under the names that [#key] gives; those that only JSON files name are opened when they are
    /// needed.
    Encoders encoders() {
        return encoders;
    }

    private void add(Spec spec) {
        switch (spec) {
            case Spec.Dense dense -> add(dense);
            case Spec.Sparse sparse -> add(sparse);
            case Spec.Rerank rerank -> add(rerank);
            case Spec.Bm25 _, Spec.Rrf _, Spec.Weighted _, Spec.Named _ -> {}
        }
    }

    private void add(Spec.Dense spec) {
        EncoderSettings settings = settings(spec.maxTokens());
        DenseEncoder encoder =
                opened(
                        find(spec.model(), ModelKind.DENSE),
                        settings,
                        FoundModel::openDense,
                        DenseEncoder.class);
        DenseEncoder prompted = PromptedDenseEncoder.of(encoder, spec.prompting());
        encoders =
                encoders.with(
                        key(spec),
                        identity(encoder.model(), settings)
                                .map(identity -> cache.dense(prompted, identity))
                                .orElse(prompted));
    }

    private void add(Spec.Sparse spec) {
        EncoderSettings tokens = settings(spec.maxTokens());
        EncoderSettings settings =
                spec.minWeight().isPresent()
                        ? tokens.withPruning(Pruning.absValue(spec.minWeight().getAsDouble()))
                        : tokens;
        SparseEncoder encoder =
                opened(
                        find(spec.model(), ModelKind.SPARSE),
                        settings,
                        FoundModel::openSparse,
                        SparseEncoder.class);
        boolean table = !encoder.model().files().tokenWeights().isEmpty();
        if (table && spec.queries() == Spec.QueryTerms.ENCODED) {
            throw new UserErrorException(
                    "the model of sparse:%s must encode queries by its network but has a table of token weights for them"
                            .formatted(spec.model()),
                    "give doc-only:" + spec.model());
        }
        if (!table && spec.queries() == Spec.QueryTerms.TOKEN_WEIGHTS) {
            throw new UserErrorException(
                    "the model of doc-only:%s must have a table of token weights but has none"
                            .formatted(spec.model()));
        }
        encoders =
                encoders.with(
                        key(spec),
                        identity(encoder.model(), settings)
                                .map(identity -> cache.sparse(encoder, identity))
                                .orElse(encoder));
    }

    private void add(Spec.Rerank spec) {
        encoders =
                encoders.with(
                        key(spec),
                        opened(
                                find(spec.model(), ModelKind.CROSS_ENCODER),
                                settings(spec.maxTokens()),
                                FoundModel::openCross,
                                CrossEncoder.class));
    }

    private static EncoderSettings settings(OptionalInt maxTokens) {
        EncoderSettings settings = EncoderSettings.of();
        return maxTokens.isPresent()
                ? UserErrorException.unlessValid(() -> settings.withMaxTokens(maxTokens.getAsInt()))
                : settings;
    }

    private FoundModel find(String model, ModelKind kind) {
        FoundModel found = models.find(model);
        ModelKind actual = found.model().kind();
        if (actual != kind) {
            throw new UserErrorException(
                    "the model %s must be of the kind %s but is of the kind %s"
                            .formatted(model, word(kind), word(actual)));
        }
        return found;
    }

    private static String word(ModelKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private <E extends AutoCloseable> E opened(
            FoundModel model,
            EncoderSettings settings,
            BiFunction<FoundModel, EncoderSettings, E> opening,
            Class<E> kind) {
        String key = kind.getSimpleName() + " " + model.id() + " " + settings;
        AutoCloseable encoder = open.get(key);
        if (encoder == null) {
            encoder = opening.apply(model, settings);
            open.put(key, encoder);
        }
        return kind.cast(encoder);
    }

    private Optional<EncodingIdentity> identity(ModelDescriptor model, EncoderSettings settings) {
        Optional<EncodingIdentity> identity = EncodingIdentity.of(model, settings);
        if (identity.isEmpty()) {
            console.note(
                    "the encodings of %s are not kept for the next run: nothing says which model it is; register it"
                            .formatted(model.name()));
        }
        return identity;
    }

    /// Closes the models.
    @Override
    public void close() {
        for (AutoCloseable encoder : open.values()) {
            try {
                encoder.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close " + encoder, e);
            }
        }
        open.clear();
    }
}
