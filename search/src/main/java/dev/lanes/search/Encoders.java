package dev.lanes.search;

import dev.lanes.inference.CrossEncoder;
import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.ModelSource;
import dev.lanes.inference.SparseEncoder;
import dev.lanes.inference.SparseQueries;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Where a collection finds the models of its schema and of its retrievers. Immutable.
///
/// Models that are found by their names are opened when they are needed first, and closed with the
/// collection; encoders that are given here are the caller's, who closes them after the collection.
public final class Encoders {
    private final ModelSource models;
    private final EncoderSettings settings;
    private final Map<String, AutoCloseable> given;

    private Encoders(
            ModelSource models, EncoderSettings settings, Map<String, AutoCloseable> given) {
        this.models = models;
        this.settings = settings;
        this.given = Map.copyOf(given);
    }

    /// The models that [dev.lanes.inference.Models] lists, and packages by their paths.
    public static Encoders of() {
        return new Encoders(ModelSource.of(), EncoderSettings.of(), Map.of());
    }

    /// The same with the models that are registered in a directory.
    ///
    /// @param directory of a [dev.lanes.inference.ModelRegistry]
    public Encoders withRegistry(Path directory) {
        return new Encoders(models.withRegistry(directory), settings, given);
    }

    /// The same with models that are opened in another way.
    public Encoders withSettings(EncoderSettings other) {
        return new Encoders(models, Objects.requireNonNull(other, "other"), given);
    }

    /// The same with an encoder that is open, for instance one behind HTTP.
    ///
    /// @param model what schemas call it
    public Encoders with(String model, DenseEncoder encoder) {
        return withGiven(model, encoder);
    }

    /// The same with an encoder that is open.
    ///
    /// @param model what schemas call it
    public Encoders with(String model, SparseEncoder encoder) {
        return withGiven(model, encoder);
    }

    /// The same with a cross-encoder that is open.
    ///
    /// @param model what retrievers call it
    public Encoders with(String model, CrossEncoder encoder) {
        return withGiven(model, encoder);
    }

    /// The same with what makes sparse vectors of queries without a network, for retrievers that
    /// ask for that, beside the model that encodes passages.
    ///
    /// @param model what schemas call the model that encodes passages
    public Encoders with(String model, SparseQueries queries) {
        return withGiven(docOnly(model), queries);
    }

    private Encoders withGiven(String model, AutoCloseable encoder) {
        Map<String, AutoCloseable> more = new HashMap<>(given);
        more.put(
                Objects.requireNonNull(model, "model"), Objects.requireNonNull(encoder, "encoder"));
        return new Encoders(models, settings, more);
    }

    /// No name that a user gives has a line end.
    static String docOnly(String model) {
        return model + "\n(queries)";
    }

    Map<String, AutoCloseable> given() {
        return given;
    }

    ModelSource models() {
        return models;
    }

    EncoderSettings settings() {
        return settings;
    }
}
