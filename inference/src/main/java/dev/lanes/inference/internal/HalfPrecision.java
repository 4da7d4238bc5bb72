package dev.lanes.inference.internal;

import dev.lanes.inference.ModelFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A network in half precision, `NAME_fp16.onnx` beside `NAME.onnx`, which GPUs run in its place.
///
/// @param file where it lies
/// @param sha256 that it must have; empty where nothing says which
record HalfPrecision(NamedFile file, String sha256) {
    private static final String ENDING = ".onnx";

    /// The one beside a network. There is none where a hash says which network is meant but none
    /// says so of this one; one that has a hash is expected to be there.
    ///
    /// @param network the usual one
    /// @param hashed whether there is a hash of that
    /// @param sha256 of this one; may be empty
    static Optional<HalfPrecision> beside(NamedFile network, boolean hashed, String sha256) {
        Path file = path(network.path());
        boolean found = !hashed && Files.isRegularFile(file);
        if (sha256.isEmpty() && !found) {
            return Optional.empty();
        }
        String name = network.name();
        int folder = name.length() - network.path().getFileName().toString().length();
        var named = new NamedFile(name.substring(0, folder) + file.getFileName(), file);
        return Optional.of(new HalfPrecision(named, sha256));
    }

    /// Where it lies, if it does.
    private static Path path(Path network) {
        String name = network.getFileName().toString();
        String stem =
                name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        return network.resolveSibling(stem + "_fp16" + ENDING);
    }

    /// The hash of the one beside a network; empty where there is none.
    static String hashBeside(Path network) throws IOException {
        Path file = path(network);
        return Files.isRegularFile(file) ? Sha256.of(file) : "";
    }

    /// Bytes of the one beside a network, with those files of its tensors that are its alone.
    static long bytesBeside(Path network) throws IOException {
        Path file = path(network);
        if (!Files.isRegularFile(file)) {
            return 0;
        }
        Set<String> own = new TreeSet<>(external(file));
        own.removeAll(external(network));
        long bytes = Files.size(file);
        for (String tensors : own) {
            bytes += Files.size(file.resolveSibling(tensors));
        }
        return bytes;
    }

    private static Set<String> external(Path network) {
        return OnnxGraph.read(new NamedFile(network.toString(), network)).external();
    }

    /// Its file, held to the same checks as the usual network.
    ///
    /// @throws ModelFileException when it does not pass them
    NamedFile checked() {
        try {
            if (!Files.isRegularFile(file.path())) {
                throw new ModelFileException(file.name() + ": expected a file but found none");
            }
            if (!sha256.isEmpty()) {
                Sha256.require(file, sha256);
            }
        } catch (IOException e) {
            throw new ModelFileException(file.name() + ": cannot be read: " + e, e);
        }
        OnnxGraph.read(file).requireExternal(file);
        return file;
    }

    /// Copies it and its tensors beside the copy of the usual network.
    void copyBeside(Path network) throws IOException {
        Path from = checked().path();
        Path to = path(network);
        Files.copy(from, to);
        for (String tensors : external(from)) {
            Path copy = to.resolveSibling(tensors);
            // Both networks may have theirs in one file.
            if (!Files.exists(copy)) {
                Files.createDirectories(copy.getParent());
                Files.copy(from.resolveSibling(tensors), copy);
            }
        }
    }
}
