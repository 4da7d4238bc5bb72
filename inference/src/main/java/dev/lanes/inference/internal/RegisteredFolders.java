package dev.lanes.inference.internal;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.RegisteredModel;
import dev.lanes.inference.UnknownModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The models in the directory of a registry, as [RegistryFolder] puts them there. Who only reads
/// needs no lock, since a model comes and goes by one rename.
///
/// @param root the registry's directory, which need not be there
public record RegisteredFolders(Path root) {
    static final String RECORD = "registered.json";

    private static final Logger LOG = System.getLogger("dev.lanes.inference");
    private static final Comparator<RegisteredModel> BY_TIME =
            Comparator.comparing(RegisteredModel::registered);

    /// All models, by name and then by the time of registration. Those that cannot be read are left
    /// out.
    public List<RegisteredModel> list() {
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
    /// @throws UnknownModelException when there is none
    /// @throws ModelFileException when it is damaged: it itself by its id, any version by its name
    public RegisteredModel find(String id) {
        return search(id).orElseThrow(() -> unknown(id));
    }

    /// A model by its id or name; empty when there is none.
    ///
    /// @throws ModelFileException when it is damaged: it itself by its id, any version by its name
    public Optional<RegisteredModel> search(String id) {
        return ModelId.parse(id).flatMap(this::read);
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
        boolean there =
                ModelId.parse(id)
                        .filter(ModelId::isWhole)
                        .filter(whole -> Files.isDirectory(place(whole)))
                        .isPresent();
        return there ? id : find(id).id();
    }

    private UnknownModelException unknown(String id) {
        return new UnknownModelException(
                "model must be one of %s but was \"%s\"".formatted(names(), id));
    }

    /// "[small:1, small:2], which are registered in DIR".
    public String names() {
        return list().stream()
                .map(RegisteredModel::id)
                .collect(Collectors.joining(", ", "[", "], which are registered in " + root));
    }

    /// Where the files of a model lie.
    public Path path(RegisteredModel model) {
        return place(model.model());
    }

    /// Where a model belongs.
    Path place(ModelDescriptor model) {
        return place(new ModelId(model.name(), model.origin().version()));
    }

    /// Where a model belongs.
    ///
    /// @param id its whole id
    Path place(String id) {
        return ModelId.parse(id).map(this::place).orElseThrow(() -> unknown(id));
    }

    private Path place(ModelId id) {
        return root.resolve("models").resolve(id.name()).resolve(id.version());
    }

    private static List<Path> folders(Path folder) throws IOException {
        // Desktops put files of their own into directories.
        return Folders.children(folder).stream().filter(Files::isDirectory).toList();
    }
}
