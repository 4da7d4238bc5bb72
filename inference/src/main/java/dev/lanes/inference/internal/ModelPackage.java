package dev.lanes.inference.internal;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.ModelFiles;
import dev.lanes.inference.UnavailableModelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the files of a model, in an artifact on the class path or in a directory, and opens an
/// encoder on them.
public final class ModelPackage {
    private ModelPackage() {}

    /// Whether both files of the model can be found.
    public static boolean present(ModelDescriptor model) {
        return find(model.files().model()).isPresent()
                && find(model.files().tokenizer()).isPresent();
    }

    /// Opens a model from its artifact.
    ///
    /// ONNX Runtime gets the network as a temporary file. Handed over as bytes it would have to lie
    /// in memory whole while ONNX Runtime makes its own copy.
    public static DenseEncoder open(ModelDescriptor model) {
        URL network = find(model.files().model()).orElseThrow(() -> unavailable(model));
        URL tokenizer = find(model.files().tokenizer()).orElseThrow(() -> unavailable(model));
        try {
            Path copy = Files.createTempFile("lanes-", ".onnx");
            // For a process that is ended before it gets to the end of this method.
            copy.toFile().deleteOnExit();
            try {
                try (InputStream in = network.openStream()) {
                    Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                }
                return open(
                        model,
                        new NamedFile(network.toString(), copy),
                        tokenizer.toString(),
                        bytes(tokenizer));
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new ModelFileException(
                    network + ": cannot be unpacked to a temporary file: " + e, e);
        }
    }

    /// Opens a model from a directory.
    public static DenseEncoder open(Path directory) {
        requireNonNull(directory, "directory");
        Path network = directory.resolve("model.onnx");
        Path tokenizer = directory.resolve("tokenizer.json");
        Path descriptor = directory.resolve("descriptor.json");
        try {
            byte[] description = Files.readAllBytes(descriptor);
            long size = Files.size(network);
            if (size == 0) {
                throw new ModelFileException(network + ": expected an ONNX network, found 0 bytes");
            }
            ModelDescriptor model =
                    DescriptorReader.beside(
                            descriptor.toString(),
                            description,
                            ModelFiles.of("model.onnx", "tokenizer.json"),
                            files -> size);
            return open(
                    model,
                    new NamedFile(network.toString(), network),
                    tokenizer.toString(),
                    Files.readAllBytes(tokenizer));
        } catch (NoSuchFileException e) {
            throw new ModelFileException(e.getFile() + ": expected a file but found none", e);
        } catch (IOException e) {
            throw new ModelFileException(directory + ": cannot be read: " + e, e);
        }
    }

    private static DenseEncoder open(
            ModelDescriptor model, NamedFile network, String tokenizerName, byte[] tokenizerJson)
            throws IOException {
        long size = Files.size(network.path());
        if (size != model.origin().bytes()) {
            throw new ModelFileException(
                    "%s: expected %d bytes but found %d"
                            .formatted(network.name(), model.origin().bytes(), size));
        }
        int batchTokens = Settings.batchTokens(); // may throw: before anything native is held
        var tokenizer = Tokenizer.open(tokenizerName, tokenizerJson, model.maxTokens());
        try {
            var opened = Network.open(network, model.dimension());
            return new OnnxDenseEncoder(model, tokenizer, opened, batchTokens);
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }

    /// Looks where an application may keep the artifact: beside this library, and where the code
    /// that runs on this thread finds its resources. Class loaders find resources in the root of a
    /// jar on the class path and on the module path alike.
    private static Optional<URL> find(String resource) {
        return Stream.of(
                        ModelPackage.class.getClassLoader(),
                        Thread.currentThread().getContextClassLoader())
                .filter(Objects::nonNull)
                .map(loader -> loader.getResource(resource))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static byte[] bytes(URL resource) throws IOException {
        try (InputStream in = resource.openStream()) {
            return in.readAllBytes();
        }
    }

    private static UnavailableModelException unavailable(ModelDescriptor model) {
        return new UnavailableModelException(
                "model %s must be on the class path but is not: add the Maven dependency %s"
                        .formatted(model.name(), model.origin().artifact()));
    }
}
