package dev.lanes.inference.internal;

import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.RegisteredModel;
import dev.lanes.inference.Registration;
import dev.lanes.inference.UnknownModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// The directory of a registry:
///
/// | path | holds |
/// |---|---|
/// | `models/NAME/VERSION` | a registered model: the files that it needs, its whole descriptor, and `registered.json` |
/// | `work/ID` | what is being registered or deleted; models go from and to `models` by one rename |
/// | `downloads` | what has come of downloads |
/// | `locks` | locks of downloads |
/// | `lock` | locked, shared, by every process that has the registry open; who gets it alone knows that nothing in `work` and `locks` is anybody's |
public final class RegistryFolder implements AutoCloseable {
    private final Path root;
    private final FolderLock lock;
    private final RegisteredFolders models;

    private RegistryFolder(Path root, FolderLock lock) {
        this.root = root;
        this.lock = lock;
        this.models = new RegisteredFolders(root);
    }

    /// Opens a directory, or makes one.
    public static RegistryFolder open(Path root) {
        try {
            for (String part : List.of("models", "work", "downloads", "locks")) {
                Files.createDirectories(root.resolve(part));
            }
            return new RegistryFolder(
                    root, FolderLock.take(root.resolve("lock"), () -> clear(root)));
        } catch (IOException e) {
            throw new ModelFileException(root + ": cannot be used as a registry: " + e, e);
        }
    }

    private static void clear(Path root) throws IOException {
        for (String part : List.of("work", "locks")) {
            for (Path left : Folders.children(root.resolve(part))) {
                Folders.delete(left);
            }
        }
    }

    /// Where downloads lie.
    public Path downloads() {
        return root.resolve("downloads");
    }

    /// Where their locks lie.
    public Path locks() {
        return root.resolve("locks");
    }

    /// Registers what lies in a file or a directory.
    ///
    /// @param source the file or directory
    /// @param name of the source, for errors and for the record
    public RegisteredModel register(Path source, String name, Registration registration) {
        lock.requireHeld();
        Path work = root.resolve("work").resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(work);
            try {
                return new Registrar(this, source, name, registration).register(work);
            } finally {
                Folders.delete(work);
            }
        } catch (NoSuchFileException e) {
            throw new ModelFileException(e.getFile() + ": expected a file but found none", e);
        } catch (IOException e) {
            throw new ModelFileException(name + ": cannot be registered: " + e, e);
        }
    }

    /// The models that are in it.
    ///
    /// @throws IllegalStateException after [#close()]
    public RegisteredFolders models() {
        lock.requireHeld();
        return models;
    }

    /// ONNX Runtime keeps the weights and some of them rearranged; a tokenizer becomes some twelve
    /// times its file in hash tables; the rest is what a session and a few batches take. Measured
    /// with three models: e5-small-v2 146 MiB for 155, MiniLM 106 for 111, quantised 38 to 52 for
    /// 40.
    public long estimateMemory(RegisteredModel model) {
        try {
            var files = model.model().files();
            String tokenizer =
                    files.tokenizer().isEmpty() ? files.sentencePiece() : files.tokenizer();
            long words = Files.size(models.path(model).resolve(tokenizer));
            Path network = models.path(model).resolve(files.model());
            long weights = model.bytes() - words - HalfPrecision.bytesBeside(network);
            return weights + weights / 10 + 12 * words + (8 << 20);
        } catch (IOException e) {
            throw new ModelFileException(models.path(model) + ": cannot be read: " + e, e);
        }
    }

    /// Deletes a model: it is gone by one rename.
    ///
    /// @param id its whole id
    public void delete(String id) {
        lock.requireHeld();
        Path place = models.place(id);
        Path work = root.resolve("work").resolve(UUID.randomUUID().toString());
        try {
            Durable.move(place, work);
            Folders.delete(work);
        } catch (NoSuchFileException e) {
            throw new UnknownModelException("model %s is gone already".formatted(id));
        } catch (IOException e) {
            throw new ModelFileException(place + ": cannot be deleted: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return "registry " + root;
    }
}
