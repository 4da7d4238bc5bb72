package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.internal.Encoders;
import dev.lanes.inference.internal.ModelPackage;
import java.nio.file.Path;
import java.util.List;

/// Scores passages for a query by reading both together: slower than comparing vectors, and better
/// at the top of a ranking.
///
/// A query and a passage become one sequence of tokens, the query's of type 0 and the passage's of
/// type 1. Where both together are longer than the model reads, the passage is cut. Any strings are
/// texts, as for a [DenseEncoder].
///
/// Safe for use by many threads. [#close()] lets the batch of each call in flight finish and frees
/// the native memory only after that; what is left of those calls, and every later one, ends with
/// an [IllegalStateException].
public interface CrossEncoder extends AutoCloseable {
    /// Opens a package of a model, as [DenseEncoder#open(Path)] does; its kind is `cross_encoder`.
    /// The network's output is float [batch, 1], or [batch, 2] of which the second class is
    /// "relevant".
    ///
    /// @param path a directory or a zip file
    /// @throws ModelFileException when a file is missing or damaged, or does not fit the others
    static CrossEncoder open(Path path) {
        return open(path, EncoderSettings.of());
    }

    /// The same, with settings.
    ///
    /// @param path a directory or a zip file
    /// @param settings how it runs; long texts must be truncated
    /// @throws ModelFileException when a file is missing or damaged, or does not fit the others
    /// @throws IllegalArgumentException when the settings want windows of long texts
    static CrossEncoder open(Path path, EncoderSettings settings) {
        return Encoders.cross(ModelPackage.opener(path), requireNonNull(settings, "settings"));
    }

    /// What this encoder runs.
    ModelDescriptor model();

    /// Scores passages; larger is better.
    ///
    /// @return a score for each passage, in their order: in 0..1 where the model's activation is
    ///   [ScoreActivation#SIGMOID], any number where it is none
    default float[] scores(String query, List<String> passages) {
        return scores(query, passages, EncodingProgress.NONE);
    }

    /// Scores passages and tells of each batch that is done. An exception from there ends the call,
    /// within a batch: so does a caller cancel whose time is up.
    ///
    /// @return a score for each passage, in their order
    float[] scores(String query, List<String> passages, EncodingProgress progress);

    /// Frees the network and the tokenizer. Closing twice is fine.
    @Override
    void close();
}
