package dev.lanes.inference.internal;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.Device;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.ModelFiles;
import dev.lanes.inference.UnavailableModelException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of a model, wherever they come from: an artifact on the class path, a directory, or a
/// zip file. What had to be unpacked lies in a temporary directory until this is closed; an encoder
/// that has opened its network and its tokenizer needs it no more.
public final class ModelPackage implements AutoCloseable {
    private final ModelDescriptor descriptor;
    private final NamedFile network;
    private final Optional<HalfPrecision> half;
    private final List<NamedFile> others;
    private final Optional<Path> unpacked;

    /// Opens the package of one model, as often as it is asked to.
    @FunctionalInterface
    public interface Opener {
        /// The package, to be closed by the caller.
        ModelPackage open();
    }

    private ModelPackage(
            ModelDescriptor descriptor,
            NamedFile network,
            Optional<HalfPrecision> half,
            List<NamedFile> others,
            Optional<Path> unpacked) {
        this.descriptor = descriptor;
        this.network = network;
        this.half = half;
        this.others = others;
        this.unpacked = unpacked;
    }

    /// Opens a model in its artifact.
    public static Opener opener(ModelDescriptor model) {
        return () -> of(model);
    }

    /// Opens a model in a directory or a zip file.
    public static Opener opener(Path path) {
        requireNonNull(path, "path");
        return () -> at(path);
    }

    /// A model in its artifact.
    ///
    /// ONNX Runtime gets the network as a temporary file. Handed over as bytes it would have to lie
    /// in memory whole while ONNX Runtime makes its own copy.
    ///
    /// @throws UnavailableModelException when the artifact is not on the class path
    static ModelPackage of(ModelDescriptor model) {
        URL network = Artifact.require(model, model.files().model());
        URL tokenizer = Artifact.require(model, model.files().tokenizer());
        try {
            Path folder = TemporaryFolders.make();
            try {
                return checked(
                        new ModelPackage(
                                model,
                                Artifact.copy(network, folder.resolve("model.onnx")),
                                Optional.empty(),
                                List.of(Artifact.copy(tokenizer, folder.resolve("tokenizer.json"))),
                                Optional.of(folder)));
            } catch (RuntimeException | IOException e) {
                TemporaryFolders.delete(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new ModelFileException(
                    network + ": cannot be unpacked to a temporary file: " + e, e);
        }
    }

    /// A model in a directory or a zip file.
    ///
    /// @throws ModelFileException when a file is missing or is not what another one says
    static ModelPackage at(Path path) {
        return at(path, TemporaryFolders::make);
    }

    /// A model in a directory or a zip file, which is unpacked to a certain place.
    ///
    /// @param scratch a directory that there is not yet
    /// @throws ModelFileException when a file is missing or is not what another one says
    static ModelPackage at(Path path, Path scratch) {
        return at(path, () -> Files.createDirectory(scratch));
    }

    /// Makes the directory that a zip file is unpacked to.
    private interface Scratch {
        Path make() throws IOException;
    }

    private static ModelPackage at(Path path, Scratch scratch) {
        requireNonNull(path, "path");
        try {
            return Files.isRegularFile(path) ? inArchive(path, scratch.make()) : inFolder(path);
        } catch (NoSuchFileException e) {
            throw new ModelFileException(e.getFile() + ": expected a file but found none", e);
        } catch (IOException e) {
            throw new ModelFileException(path + ": cannot be read: " + e, e);
        }
    }

    private static ModelPackage inFolder(Path path) throws IOException {
        String name = Objects.toString(path.toAbsolutePath().normalize().getFileName(), "model");
        return checked(in(new ModelFolder(path, name), path.toString(), Optional.empty()));
    }

    private static ModelPackage inArchive(Path path, Path folder) throws IOException {
        try {
            Archive.unpack(path, folder);
            String name = path.getFileName().toString().replaceFirst("\\.zip$", "");
            var model = new ModelFolder(ModelFolder.root(folder), name);
            return checked(in(model, path.toString(), Optional.of(folder)));
        } catch (ModelFileException e) {
            TemporaryFolders.delete(folder);
            // The temporary directory means nothing to the caller.
            throw new ModelFileException(e.getMessage().replace(folder.toString(), path + "!"), e);
        } catch (NoSuchFileException e) {
            TemporaryFolders.delete(folder);
            throw new NoSuchFileException(
                    String.valueOf(e.getFile()).replace(folder.toString(), path + "!"));
        } catch (RuntimeException | IOException e) {
            TemporaryFolders.delete(folder);
            throw e;
        }
    }

    private static ModelPackage in(ModelFolder folder, String origin, Optional<Path> unpacked)
            throws IOException {
        ModelDescriptor model = folder.describe();
        ModelFiles files = model.files();
        List<NamedFile> others =
                Stream.of(files.tokenizer(), files.sentencePiece(), files.tokenWeights())
                        .filter(file -> !file.isEmpty())
                        .map(folder::resolve)
                        .map(file -> named(file, origin, unpacked))
                        .toList();
        NamedFile network = named(folder.resolve(files.model()), origin, unpacked);
        var half =
                HalfPrecision.beside(
                        network, !model.origin().sha256().isEmpty(), folder.halfPrecisionHash());
        return new ModelPackage(model, network, half, others, unpacked);
    }

    private static NamedFile named(Path file, String origin, Optional<Path> unpacked) {
        String name =
                unpacked.map(folder -> origin + "!/" + folder.relativize(file))
                        .orElse(file.toString());
        return new NamedFile(name, file);
    }

    /// Holds the network to what its descriptor says, and to what stands beside it.
    private static ModelPackage checked(ModelPackage model) throws IOException {
        NamedFile network = model.network;
        long size = Files.size(network.path());
        if (size != model.descriptor.origin().bytes()) {
            throw new ModelFileException(
                    "%s: expected %d bytes but found %d"
                            .formatted(network.name(), model.descriptor.origin().bytes(), size));
        }
        String expected = model.descriptor.origin().sha256();
        if (!expected.isEmpty()) {
            Sha256.require(network, expected);
        }
        OnnxGraph.read(network).requireExternal(network);
        return model;
    }

    /// What it says of itself.
    public ModelDescriptor descriptor() {
        return descriptor;
    }

    /// Copies the files that the model needs into a directory.
    ///
    /// @return how they lie there
    ModelDescriptor copyTo(Path folder) throws IOException {
        ModelFiles files = descriptor.files();
        Path copy = folder.resolve(files.model());
        copyFile(network.path(), copy);
        for (String tensors : OnnxGraph.read(network).external()) {
            copyFile(network.path().resolveSibling(tensors), copy.resolveSibling(tensors));
        }
        List<String> names =
                Stream.of(files.tokenizer(), files.sentencePiece(), files.tokenWeights())
                        .filter(file -> !file.isEmpty())
                        .toList();
        for (int i = 0; i < names.size(); i++) {
            copyFile(others.get(i).path(), folder.resolve(names.get(i)));
        }
        return descriptor;
    }

    /// Copies the network in half precision, where there is one, beside that which [#copyTo(Path)]
    /// has copied.
    ///
    /// @param hashed whether that has a hash, so that this needs one as well
    void copyHalfPrecisionTo(Path folder, boolean hashed) throws IOException {
        if (half.isPresent() && !(hashed && half.get().sha256().isEmpty())) {
            half.get().copyBeside(folder.resolve(descriptor.files().model()));
        }
    }

    private static void copyFile(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    /// The ONNX file; the files with its tensors, where there are any, lie where it looks for them.
    NamedFile network() {
        return network;
    }

    /// The ONNX file to run on a device: on a GPU the one in half precision, where there is one.
    ///
    /// @throws ModelFileException when that is not what its hash says, or no network
    NamedFile network(Device device) {
        return half.filter(_ -> device.kind() == Device.Kind.CUDA)
                .map(HalfPrecision::checked)
                .orElse(network);
    }

    /// Opens the tokenizer.
    ///
    /// @param maxTokens where it truncates texts
    /// @throws ModelFileException when it is not one, or has tokens that the network does not know
    Tokenizer openTokenizer(int maxTokens) {
        NamedFile file = others.getFirst();
        byte[] content = content(file);
        Tokenizer tokenizer =
                descriptor.files().tokenizer().isEmpty()
                        ? Tokenizer.openSentencePiece(file.name(), content, maxTokens)
                        : Tokenizer.open(file.name(), content, maxTokens);
        try {
            requireKnown(tokenizer, file);
            return tokenizer;
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }

    private void requireKnown(Tokenizer tokenizer, NamedFile file) {
        var vocabulary = OnnxGraph.read(network).vocabulary();
        if (vocabulary.isPresent() && tokenizer.largestId() >= vocabulary.getAsLong()) {
            throw new ModelFileException(
                    "%s: ids of tokens must be below %d, for so many has %s vectors, but one is %d"
                            .formatted(
                                    file.name(),
                                    vocabulary.getAsLong(),
                                    network.name(),
                                    tokenizer.largestId()));
        }
    }

    /// The weights of tokens in queries, where the model has some.
    ///
    /// @throws ModelFileException when they cannot be read, or there is no tokenizer.json that says
    ///   what the tokens are
    Optional<TokenTable> tokenTable() {
        if (descriptor.files().tokenWeights().isEmpty()) {
            return Optional.empty();
        }
        NamedFile weights = others.getLast();
        NamedFile tokenizer = others.getFirst();
        if (descriptor.files().tokenizer().isEmpty()) {
            throw new ModelFileException(
                    "%s: weights of tokens need a tokenizer.json but the model has only %s"
                            .formatted(weights.name(), tokenizer.name()));
        }
        return Optional.of(
                TokenTable.read(
                        weights.name(),
                        content(weights),
                        VocabularyIds.read(tokenizer.name(), content(tokenizer))));
    }

    /// Deletes what was unpacked.
    @Override
    public void close() {
        unpacked.ifPresent(folder -> {
            try {
                TemporaryFolders.delete(folder);
            } catch (IOException e) {
                throw new ModelFileException(folder + ": cannot be deleted: " + e, e);
            }
        });
    }

    private static byte[] content(NamedFile file) {
        try {
            return Files.readAllBytes(file.path());
        } catch (IOException e) {
            throw new ModelFileException(file.name() + ": cannot be read: " + e, e);
        }
    }
}
