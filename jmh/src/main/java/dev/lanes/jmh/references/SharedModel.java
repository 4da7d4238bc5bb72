package dev.lanes.jmh.references;

import dev.lanes.inference.ModelFiles;
import dev.lanes.inference.Models;
import dev.lanes.jmh.Settings;
import dev.lanes.jmh.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// A package of one of the models that lie beside the data sets. Deleted when the process ends.
final class SharedModel {
    private SharedModel() {}

    /// @param network name of the file without its ending
    /// @param descriptor all of descriptor.json but the name
    static Path write(String network, String descriptor) throws IOException {
        Path data =
                Settings.data()
                        .orElseThrow(() ->
                                new UsageException(
                                        "references need the folder of the data: set LANES_DATA"
                                                + " to it"));
        Path folder = Files.createTempDirectory("lanes-bench-");
        Path model = folder.resolve("model.onnx");
        folder.toFile().deleteOnExit();
        Files.copy(data.resolve("models").resolve(network + ".onnx"), model);
        model.toFile().deleteOnExit();
        Path tokenizers = data.resolve("tokenizers");
        unzip(tokenizers.resolve("bert-base-uncased-tokenizer.json.gz"), tokenizer(folder));
        unzip(tokenizers.resolve("neural-sparse-idf.json.gz"), weights(folder));
        describe(folder, network, descriptor);
        return folder;
    }

    /// The files of a known model under another descriptor.
    static Path known(String name, String descriptor) throws IOException {
        ModelFiles files = Models.named(name).files();
        Path folder = Files.createTempDirectory("lanes-bench-");
        folder.toFile().deleteOnExit();
        copy(files.model(), folder.resolve("model.onnx"));
        copy(files.tokenizer(), tokenizer(folder));
        describe(folder, name, descriptor);
        return folder;
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream in = SharedModel.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new UsageException(
                        "model file %s must be on the class path but is not".formatted(resource));
            }
            Files.copy(in, to);
        }
        to.toFile().deleteOnExit();
    }

    private static void describe(Path folder, String name, String descriptor) throws IOException {
        Path file = folder.resolve("descriptor.json");
        Files.writeString(file, "{\"name\": \"%s\", %s}".formatted(name, descriptor));
        file.toFile().deleteOnExit();
    }

    static Path tokenizer(Path folder) {
        return folder.resolve("tokenizer.json");
    }

    /// Not where a package has it, so that queries go through the network.
    static Path weights(Path folder) {
        return folder.resolve("weights.json");
    }

    private static void unzip(Path from, Path to) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(from))) {
            Files.copy(in, to);
        }
        to.toFile().deleteOnExit();
    }
}
