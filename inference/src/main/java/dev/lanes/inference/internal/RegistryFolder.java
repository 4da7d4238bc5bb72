package dev.lanes.inference.internal;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.RegisteredModel;
import dev.lanes.inference.Registration;
import dev.lanes.inference.UnknownModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    static final String RECORD = "registered.json";

    private static final Logger LOG = System.getLogger("dev.lanes.inference");
    private static final Comparator<RegisteredModel> BY_TIME =
            Comparator.comparing(RegisteredModel::registered);

    private final Path root;
    private final FolderLock lock;

    private RegistryFolder(Path root, FolderLock lock) {
        this.root = root;
        this.lock = lock;
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
            for (Path left : children(root.resolve(part))) {
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

    /// All models, by name and then by the time of registration. Those that cannot be read are left
    /// out.
    public List<RegisteredModel> list() {
        lock.requireHeld();
        try {
            List<RegisteredModel> models = new ArrayList<>();
            for (Path name : folders(root.resolve("models"))) {
                models.addAll(versions(name.getFileName().toString()));
            }
            return List.copyOf(models);
        } catch (IOException e) {
            throw new ModelFileException(root + ": cannot be listed: " + e, e);
        }
    }

    /// The versions of a model, the last one last. Those that cannot be read are left out.
    public List<RegisteredModel> versions(String name) {
        lock.requireHeld();
        List<RegisteredModel> versions = new ArrayList<>();
        for (Path version : places(name)) {
            try {
                read(version).ifPresent(versions::add);
            } catch (ModelFileException e) {
                // The others are not worse for it.
                LOG.log(Logger.Level.WARNING, "a model is left out: " + e.getMessage());
            }
        }
        versions.sort(BY_TIME);
        return versions;
    }

    /// The directories of all versions of a model, readable or not.
    List<Path> places(String name) {
        try {
            return ModelId.parse(name).isEmpty()
                    ? List.of()
                    : folders(root.resolve("models").resolve(name));
        } catch (IOException e) {
            throw new ModelFileException(root + ": cannot be listed: " + e, e);
        }
    }

    /// A model in its directory; empty where there is none by now.
    ///
    /// @throws ModelFileException when it is damaged
    static Optional<RegisteredModel> read(Path folder) {
        try {
            Path file = folder.resolve(RECORD);
            var fields = JsonFields.parse(file.toString(), Files.readAllBytes(file));
            var model = new ModelFolder(folder, "").describe();
            requirePlace(folder, model);
            return Optional.of(
                    new RegisteredModel(
                            model,
                            fields.text("group"),
                            fields.text("source"),
                            fields.instant("registered"),
                            Folders.bytes(folder)));
        } catch (IOException | UncheckedIOException | ModelFileException e) {
            if (!Files.exists(folder)) {
                return Optional.empty(); // deleted since the directory was listed
            }
            if (e instanceof ModelFileException damaged) {
                throw damaged;
            }
            throw new ModelFileException(folder + ": cannot be read: " + e, e);
        }
    }

    private static void requirePlace(Path folder, ModelDescriptor model) {
        String version = folder.getFileName().toString();
        String name = folder.getParent().getFileName().toString();
        // Some file systems do not tell capitals from small letters.
        if (!model.name().equalsIgnoreCase(name)
                || !model.origin().version().equalsIgnoreCase(version)) {
            throw new ModelFileException(
                    "%s: name and version must be those of the directory but were \"%s\" and \"%s\""
                            .formatted(
                                    folder.resolve(ModelFolder.DESCRIPTOR),
                                    model.name(),
                                    model.origin().version()));
        }
    }

    /// A model by its id or name.
    ///
    /// @throws ModelFileException when it is damaged: it itself by its id, any version by its name
    public RegisteredModel find(String id) {
        lock.requireHeld();
        return ModelId.parse(id).flatMap(this::read).orElseThrow(() -> unknown(id));
    }

    private Optional<RegisteredModel> read(ModelId id) {
        if (id.isWhole()) {
            return read(place(id));
        }
        // Which one is the last can be told only when all can be read.
        return places(id.name()).stream().flatMap(place -> read(place).stream()).max(BY_TIME);
    }

    /// The whole id of a model, which need not be readable where that is what it is called by.
    public String wholeId(String id) {
        lock.requireHeld();
        boolean there =
                ModelId.parse(id)
                        .filter(ModelId::isWhole)
                        .filter(whole -> Files.isDirectory(place(whole)))
                        .isPresent();
        return there ? id : find(id).id();
    }

    private UnknownModelException unknown(String id) {
        String ids = list().stream().map(RegisteredModel::id).collect(Collectors.joining(", "));
        return new UnknownModelException(
                "model must be one of [%s], which are registered in %s, but was \"%s\""
                        .formatted(ids, root, id));
    }

    /// Where the files of a model lie.
    public Path path(RegisteredModel model) {
        return place(model.model());
    }

    /// Where a model belongs.
    Path place(ModelDescriptor model) {
        return place(new ModelId(model.name(), model.origin().version()));
    }

    private Path place(ModelId id) {
        return root.resolve("models").resolve(id.name()).resolve(id.version());
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
    ///
    /// @param id its whole id
    public void delete(String id) {
        lock.requireHeld();
        Path place = ModelId.parse(id).map(this::place).orElseThrow(() -> unknown(id));
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

    private static List<Path> folders(Path folder) throws IOException {
        // Desktops put files of their own into directories.
        return children(folder).stream().filter(Files::isDirectory).toList();
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
