package dev.lanes.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Packages of the models that lie beside the project; a test that asks for one is skipped where
/// the data is not at hand.
final class SharedModels {
    private SharedModels() {}

    /// Weights over the vocabulary, pooled in the graph.
    static Path sparseMini(Path folder) throws IOException {
        return write(
                folder,
                "sparse-mini.onnx",
                """
                {"name": "sparse-mini", "kind": "sparse", "activation": "none", "first_term": 999,
                 "max_tokens": 256}
                """);
    }

    /// Logits for each token, of random weights.
    static Path randomMlm(Path folder) throws IOException {
        return write(
                folder,
                "random-bert-mlm.onnx",
                """
                {"name": "random", "kind": "sparse", "activation": "log1p", "first_term": 999,
                 "max_tokens": 128}
                """);
    }

    /// One logit a pair.
    static Path rerankMini(Path folder, String activation) throws IOException {
        return write(
                folder,
                "rerank-mini.onnx",
                """
                {"name": "rerank-mini", "kind": "cross_encoder", "activation": "%s",
                 "max_tokens": 512}
                """
                        .formatted(activation));
    }

    private static Path write(Path folder, String network, String descriptor) throws IOException {
        Path source = SharedData.file("models/" + network);
        Files.createDirectories(folder);
        Files.copy(source, folder.resolve("model.onnx"));
        Files.writeString(folder.resolve("descriptor.json"), descriptor);
        unzip("tokenizers/bert-base-uncased-tokenizer.json.gz", folder.resolve("tokenizer.json"));
        return folder;
    }

    /// A file of the shared data, unpacked.
    static Path unzip(String name, Path to) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(SharedData.file(name)))) {
            Files.copy(in, to);
        }
        return to;
    }
}
