package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.internal.RegisteredFolders;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds models by what people call them: a name that [Models#known()] lists, the id or name of a
/// registered model, or the path of a package. They are tried in this order, so a registered model
/// that is called like a known one has to be named with its version, and a path like a name has to
/// begin with `./`.
///
/// A registry is only read, without being opened: it may be open in this or another process.
///
/// Safe for use by many threads.
public final class ModelSource {
    private final Optional<RegisteredFolders> registered;

    private ModelSource(Optional<RegisteredFolders> registered) {
        this.registered = registered;
    }

    /// The known models, and packages by their paths.
    public static ModelSource of() {
        return new ModelSource(Optional.empty());
    }

    /// The same, with the models that are registered in a directory.
    ///
    /// @param directory of a [ModelRegistry]; it need not be there
    public ModelSource withRegistry(Path directory) {
        return new ModelSource(
                Optional.of(new RegisteredFolders(requireNonNull(directory, "directory"))));
    }

    /// Finds a model, and reads its descriptor. What it is found as stays the same when a later
    /// version is registered.
    ///
    /// @param model a known name; `name:version` or the name of a registered model; or the path of
    ///   a directory or a zip file
    /// @throws UnknownModelException when it is nothing of that; its message says what was tried
    /// @throws ModelFileException when it is there but cannot be read
    public FoundModel find(String model) {
        requireNonNull(model, "model");
        return known(model)
                .or(() -> registered(model))
                .or(() -> path(model))
                .orElseThrow(() -> unknown(model));
    }

    private static Optional<FoundModel> known(String model) {
        return Models.known().stream()
                .filter(known -> known.name().equals(model))
                .findFirst()
                .map(FoundModel::known);
    }

    private Optional<FoundModel> registered(String model) {
        return registered.flatMap(folders ->
                folders.search(model)
                        .map(found -> FoundModel.registered(found, folders.path(found))));
    }

    private static Optional<FoundModel> path(String model) {
        try {
            return Optional.of(model)
                    .filter(text -> !text.isBlank())
                    .map(Path::of)
                    .filter(Files::exists)
                    .map(FoundModel::at);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private UnknownModelException unknown(String model) {
        String known =
                Models.known().stream()
                        .map(ModelDescriptor::name)
                        .collect(Collectors.joining(", ", "[", "], which are known"));
        String names = registered.map(folders -> known + ", of " + folders.names()).orElse(known);
        return new UnknownModelException(
                "model must be one of %s, or the path of a package, but was \"%s\""
                        .formatted(names, model));
    }
}
