package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.internal.Encoders;
import dev.lanes.inference.internal.ModelPackage;
import dev.lanes.vector.SparseVector;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// Turns text into learned sparse vectors: a weight for each term of the model's vocabulary that
/// the text is about, whether or not it stands there (SPLADE: Formal et al., 2021; OpenSearch's
/// neural sparse models). Terms are the tokenizer's ids of tokens; special tokens are none.
///
/// Any string is a text, as for a [DenseEncoder].
///
/// Safe for use by many threads. [#close()] lets the batch of each call in flight finish and frees
/// the native memory only after that; what is left of those calls, and every later one, ends with
/// an [IllegalStateException].
public interface SparseEncoder extends AutoCloseable {
    /// Opens a package of a model, as [DenseEncoder#open(Path)] does; its kind is `sparse`. The
    /// network's output is float [batch, tokens, vocabulary], of which the largest logit of each
    /// term counts, or [batch, vocabulary].
    ///
    /// @param path a directory or a zip file
    /// @throws ModelFileException when a file is missing or damaged, or does not fit the others
    static SparseEncoder open(Path path) {
        return open(path, EncoderSettings.of());
    }

    /// The same, with settings.
    ///
    /// @param path a directory or a zip file
    /// @param settings how it runs
    /// @throws ModelFileException when a file is missing or damaged, or does not fit the others
    static SparseEncoder open(Path path, EncoderSettings settings) {
        return Encoders.sparse(ModelPackage.opener(path), requireNonNull(settings, "settings"));
    }

    /// What this encoder runs.
    ModelDescriptor model();

    /// Encodes a question, with the model's query prefix. Where the package has token weights
    /// ([ModelFiles#tokenWeights()]) the model is a doc-only one: the vector has the weight of each
    /// token of the question, and the network does not run.
    SparseVector encodeQuery(String text);

    /// Encodes passages, with the model's passage prefix.
    ///
    /// @return a vector for each text, in the order of the texts
    default List<SparseVector> encodePassages(List<String> texts) {
        return encodePassages(texts, EncodingProgress.NONE);
    }

    /// Encodes passages, with the model's passage prefix, and tells of each batch that is done.
    /// Texts of like length share a batch, so the batches do not follow the order of the texts.
    ///
    /// @return a vector for each text, in the order of the texts
    List<SparseVector> encodePassages(List<String> texts, EncodingProgress progress);

    /// Encodes a stream of passages, with the model's passage prefix. A few thousand texts at most
    /// are in memory at a time, however many there are.
    ///
    /// @param texts asked for more on this thread, whenever there is room
    /// @param vectors takes a vector for each text, on this thread, in the order of the texts
    /// @param progress hears of each batch, on this thread
    default void encodeAll(
            Iterator<String> texts, Consumer<SparseVector> vectors, EncodingProgress progress) {
        new Portions(texts).forEach(portion -> encodePassages(portion, progress).forEach(vectors));
    }

    /// How many tokens texts have, without prefixes, special tokens and limits: what chunks of long
    /// texts are measured by. Where the tokenizer is not at hand, because somebody else has the
    /// model, four characters count as a token.
    ///
    /// @return a number for each text, in the order of the texts
    default int[] countTokens(List<String> texts) {
        return TokenEstimate.of(texts);
    }

    /// Frees the network and the tokenizer. Closing twice is fine.
    @Override
    void close();
}
