package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.internal.Encoders;
import dev.lanes.inference.internal.ModelPackage;
import dev.lanes.inference.internal.RowCollector;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Turns text into dense vectors.
///
/// A text gets the prefix that its model wants, is cut into tokens, truncated at the model's limit
/// ([ModelDescriptor#maxTokens()]), run through the network, pooled and, if the model says so,
/// scaled to length 1. Any string is a text: an empty one is encoded as its prefix and special
/// tokens, and half a surrogate pair counts as U+FFFD.
///
/// Safe for use by many threads. [#close()] lets the step of each call in flight finish (a query,
/// or one batch of passages) and frees the native memory only after that; what is left of those
/// calls, and every later one, ends with an [IllegalStateException].
public interface DenseEncoder extends AutoCloseable {
    /// Opens one of the models listed by [Models#known()].
    ///
    /// @param model its name
    /// @throws UnknownModelException when there is no model of that name
    /// @throws UnavailableModelException when its artifact is not on the class path
    /// @throws ModelFileException when a file in the artifact is not what the descriptor says
    static DenseEncoder open(String model) {
        return open(model, EncoderSettings.of());
    }

    /// The same, with settings.
    ///
    /// @param model its name
    /// @param settings how it runs
    /// @throws UnknownModelException when there is no model of that name
    /// @throws UnavailableModelException when its artifact is not on the class path
    /// @throws ModelFileException when a file in the artifact is not what the descriptor says
    /// @throws IllegalArgumentException when the settings want a larger dimension than the model's
    static DenseEncoder open(String model, EncoderSettings settings) {
        return Encoders.dense(
                ModelPackage.opener(Models.named(model)), requireNonNull(settings, "settings"));
    }

    /// Opens the model in a directory or a zip file, which holds `model.onnx` or `onnx/model.onnx`
    /// (with the files of its tensors, where it has any), `tokenizer.json` (as Hugging Face's
    /// tokenizers write it) or `sentencepiece.bpe.model`, and `descriptor.json`:
    ///
    /// ```json
    /// {"name": "my-model", "kind": "dense", "dimension": 384, "pooling": "mean",
    ///  "normalize": true, "query_prefix": "", "passage_prefix": "", "max_tokens": 512,
    ///  "similarity": "cosine"}
    /// ```
    ///
    /// It may say more: `version`, `prompts` (an object of further prompts by name), `output` (the
    /// name of the network's output), `sha256` of the ONNX file, `license`, and where files have
    /// other names `model`, `tokenizer`, `sentencepiece`. What it does not say is read from the
    /// files that Hugging Face and sentence-transformers put beside models (`config.json`,
    /// `modules.json`, `1_Pooling/config.json`, `config_sentence_transformers.json`,
    /// `sentence_bert_config.json`, `tokenizer_config.json`), and what none of them says is an
    /// error that names the key.
    ///
    /// The network takes `input_ids` and, when it declares them, `attention_mask` and
    /// `token_type_ids`, all int64 [batch, tokens]; its first float output of three axes is read as
    /// [batch, tokens, dimension].
    ///
    /// @param directory where the files lie, or the zip file that holds them
    /// @throws ModelFileException when a file is missing or damaged, or does not fit the others
    static DenseEncoder open(Path directory) {
        return open(directory, EncoderSettings.of());
    }

    /// The same, with settings.
    ///
    /// @param directory where the files lie
    /// @param settings how it runs
    /// @throws ModelFileException when a file is missing or damaged, or does not fit the others
    /// @throws IllegalArgumentException when the settings want a larger dimension than the model's
    static DenseEncoder open(Path directory, EncoderSettings settings) {
        return Encoders.dense(ModelPackage.opener(directory), requireNonNull(settings, "settings"));
    }

    /// What this encoder runs.
    ModelDescriptor model();

    /// Numbers in each vector: the model's dimension, or the smaller one of the settings.
    default int dimension() {
        return model().dimension();
    }

    /// Encodes a question, with the model's query prefix.
    ///
    /// @return a new array of [#dimension()] numbers
    float[] encodeQuery(String text);

    /// Encodes passages, with the model's passage prefix.
    ///
    /// @return one row of [#dimension()] numbers for each text, in the order of the texts
    default float[][] encodePassages(List<String> texts) {
        return encodePassages(texts, EncodingProgress.NONE);
    }

    /// Encodes passages, with the model's passage prefix, and tells of each batch that is done.
    /// Texts of like length share a batch, so the batches do not follow the order of the texts.
    /// Memory beyond the result grows with the longest text, not with their number.
    ///
    /// @return one row of [#dimension()] numbers for each text, in the order of the texts
    float[][] encodePassages(List<String> texts, EncodingProgress progress);

    /// Encodes texts with one of the model's prompts.
    ///
    /// @param prompt a name that [Prompts#named(String)] knows
    /// @return one row of [#dimension()] numbers for each text, in the order of the texts
    /// @throws IllegalArgumentException when the model has no such prompt
    float[][] encode(String prompt, List<String> texts);

    /// Encodes a stream of passages, with the model's passage prefix. A few thousand texts at most
    /// are in memory at a time, however many there are. To get the rows outside the heap, or as
    /// int8 or bits, pass the `add` of a [dev.lanes.kernels.VectorMatrix], or call
    /// [#encodeAll(Iterator, dev.lanes.kernels.Encoding, dev.lanes.memory.OffHeap)].
    ///
    /// @param texts asked for more on this thread, whenever there is room
    /// @param rows takes a new array of [#dimension()] numbers for each text, on this thread, in
    ///   the order of the texts
    /// @param progress hears of each batch, on this thread
    default void encodeAll(
            Iterator<String> texts, Consumer<float[]> rows, EncodingProgress progress) {
        new Portions(texts)
                .forEach(portion -> List.of(encodePassages(portion, progress)).forEach(rows));
    }

    /// Encodes the lines of a file in UTF-8, each as one passage.
    ///
    /// @param file read line by line
    /// @param rows takes a new array of [#dimension()] numbers for each line, on this thread, in
    ///   their order
    /// @param progress hears of each batch, on this thread
    /// @throws IOException when the file cannot be read
    default void encodeLines(Path file, Consumer<float[]> rows, EncodingProgress progress)
            throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            encodeAll(lines.iterator(), rows, progress);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Encodes a stream of passages to rows outside the heap. What the encoding learns, it learns
    /// of the first few thousand rows.
    ///
    /// @param texts asked for more on this thread, whenever there is room
    /// @param encoding how the rows are stored
    /// @param memory where they will lie
    /// @return a row for each text, in their order, under the model's similarity
    /// @throws IllegalArgumentException when there is no text and the encoding has to learn
    default VectorMatrix encodeAll(Iterator<String> texts, Encoding encoding, OffHeap memory) {
        var format = new RowFormat(dimension(), model().similarity());
        var rows = new RowCollector(format, encoding, requireNonNull(memory, "memory"));
        encodeAll(texts, rows::add, EncodingProgress.NONE);
        return rows.end();
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
