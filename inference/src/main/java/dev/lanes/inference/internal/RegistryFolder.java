package dev.lanes.inference.internal;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.RegisteredModel;
import dev.lanes.inference.Registration;
import dev.lanes.inference.UnknownModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The directory of a registry:
///
/// | path | holds |
/// |---|---|
/// | `models/NAME/VERSION` | a registered model: the files that it needs, its whole descriptor, and `registered.json` |
/// | `work/ID` | what is being registered or deleted; models go from and to `models` by one rename |
/// | `downloads` | what has come of downloads |
/// | `lock` | locked, shared, by every process that has the registry open; who gets it alone knows that nothing in `work` is anybody's |
public final class RegistryFolder implements AutoCloseable {
    static final String RECORD = "registered.json";

    private final Path root;
    private final FolderLock lock;

    private RegistryFolder(Path root, FolderLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /// Opens a directory, or makes one.
    public static RegistryFolder open(Path root) {
        try {
            for (String part : List.of("models", "work", "downloads")) {
                Files.createDirectories(root.resolve(part));
            }
            Path work = root.resolve("work");
            return new RegistryFolder(
                    root, FolderLock.take(root.resolve("lock"), () -> clear(work)));
        } catch (IOException e) {
            throw new ModelFileException(root + ": cannot be used as a registry: " + e, e);
        }
    }

    private static void clear(Path work) throws IOException {
        for (Path left : children(work)) {
            Folders.delete(left);
        }
    }

    /// Where downloads lie.
    public Path downloads() {
        return root.resolve("downloads");
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

    /// All models, by name and then by the time of registration.
    public List<RegisteredModel> list() {
        lock.requireHeld();
        try {
            List<RegisteredModel> models = new ArrayList<>();
            for (Path name : children(root.resolve("models"))) {
                models.addAll(versions(name.getFileName().toString()));
            }
            return List.copyOf(models);
        } catch (IOException e) {
            throw new ModelFileException(root + ": cannot be listed: " + e, e);
        }
    }

    /// The versions of a model, the last one last.
    List<RegisteredModel> versions(String name) throws IOException {
        List<RegisteredModel> versions = new ArrayList<>();
        for (Path version : children(root.resolve("models").resolve(name))) {
            try {
                versions.add(read(version));
            } catch (NoSuchFileException e) {
                if (Files.exists(version)) {
                    throw e;
                } // else somebody deleted it since the directory was listed
            }
        }
        versions.sort(Comparator.comparing(RegisteredModel::registered));
        return versions;
    }

    /// A model in its directory.
    static RegisteredModel read(Path folder) throws IOException {
        Path file = folder.resolve(RECORD);
        var fields = JsonFields.parse(file.toString(), Files.readAllBytes(file));
        var model = new ModelFolder(folder, "").describe();
        return new RegisteredModel(
                model,
                fields.text("group"),
                fields.text("source"),
                Instant.parse(fields.text("registered")),
                Folders.bytes(folder));
    }

    /// A model by its id or name.
    public RegisteredModel find(String id) {
        List<RegisteredModel> all = list();
        Predicate<RegisteredModel> wanted =
                id.contains(":")
                        ? model -> model.id().equals(id)
                        : model -> model.model().name().equals(id);
        // The last of the versions of a name.
        Optional<RegisteredModel> found = all.stream().filter(wanted).reduce((a, b) -> b);
        return found.orElseThrow(() -> {
            String ids = all.stream().map(RegisteredModel::id).collect(Collectors.joining(", "));
            return new UnknownModelException(
                    "model must be one of [%s], which are registered in %s, but was \"%s\""
                            .formatted(ids, root, id));
        });
    }

    /// Where the files of a model lie.
    public Path path(RegisteredModel model) {
        return place(model.model());
    }

    /// Where a model belongs.
    Path place(ModelDescriptor model) {
        return root.resolve("models").resolve(model.name()).resolve(model.origin().version());
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
            long words = Files.size(path(model).resolve(tokenizer));
            long weights = model.bytes() - words;
            return weights + weights / 10 + 12 * words + (8 << 20);
        } catch (IOException e) {
            throw new ModelFileException(path(model) + ": cannot be read: " + e, e);
        }
    }

    /// Deletes a model: it is gone by one rename.
    public void delete(RegisteredModel model) {
        Path work = root.resolve("work").resolve(UUID.randomUUID().toString());
        try {
            Durable.move(path(model), work);
            Folders.delete(work);
        } catch (NoSuchFileException e) {
            throw new UnknownModelException("model %s is gone already".formatted(model.id()));
        } catch (IOException e) {
            throw new ModelFileException(path(model) + ": cannot be deleted: " + e, e);
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

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
