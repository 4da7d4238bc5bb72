package dev.lanes.jmh.encoders;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.jmh.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The files of a model out of their jar, for libraries that want them in a directory. The
/// tokenizer's file truncates where it is told and pads nothing: the one in the jar may truncate
/// much earlier than the model has to.
final class ModelCopy implements AutoCloseable {
    private final Path folder;
    private final int maxTokens;

    private ModelCopy(Path folder, int maxTokens) {
        this.folder = folder;
        this.maxTokens = maxTokens;
    }

    static ModelCopy of(ModelDescriptor model, int maxTokens) throws IOException {
        var copy = new ModelCopy(Files.createTempDirectory("lanes-bench-"), maxTokens);
        copy.network().toFile().deleteOnExit();
        try (InputStream in = resource(model.files().model())) {
            Files.copy(in, copy.network());
        }
        try (InputStream in = resource(model.files().tokenizer())) {
            var json = (ObjectNode) JsonMapper.shared().readTree(in);
            json.putNull("padding");
            json.putObject("truncation")
                    .put("direction", "Right")
                    .put("max_length", maxTokens)
                    .put("strategy", "LongestFirst")
                    .put("stride", 0);
            Files.write(copy.tokenizer(), JsonMapper.shared().writeValueAsBytes(json));
        }
        return copy;
    }

    private static InputStream resource(String name) {
        InputStream in = ModelCopy.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new UsageException(
                    "model file " + name + " must be on the class path but is not");
        }
        return in;
    }

    Path network() {
        return folder.resolve("model.onnx");
    }

    Path tokenizer() {
        return folder.resolve("tokenizer.json");
    }

    /// A tokenizer as DJL gives it.
    HuggingFaceTokenizer openTokenizer() {
        try {
            return HuggingFaceTokenizer.newInstance(
                    tokenizer(),
                    Map.of(
                            "padding",
                            "false",
                            "truncation",
                            "true",
                            "maxLength",
                            String.valueOf(maxTokens),
                            "modelMaxLength",
                            String.valueOf(maxTokens)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// How many tokens a model reads of texts, special ones counted.
    long count(List<String> texts) {
        try (HuggingFaceTokenizer tokenizer = openTokenizer()) {
            return texts.stream().mapToLong(text -> tokenizer.encode(text).getIds().length).sum();
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(network());
        Files.deleteIfExists(tokenizer());
        Files.deleteIfExists(folder);
    }
}
