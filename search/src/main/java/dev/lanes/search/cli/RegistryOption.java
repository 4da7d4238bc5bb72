package dev.lanes.search.cli;

import dev.lanes.inference.ModelRegistry;
import dev.lanes.search.CollectionSettings;
import dev.lanes.search.Encoders;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which registry of models a command works on.
final class RegistryOption {
    @Option(
            names = "--registry",
            paramLabel = "DIR",
            description = {
                "Directory of the registered models.",
                "Default: LANES_MODELS, or .lanes/models in the home directory."
            })
    private Optional<Path> directory = Optional.empty();

    Path directory() {
        return directory.orElseGet(Settings::models);
    }

    ModelRegistry open() {
        return ModelRegistry.open(directory());
    }

    /// For collections whose models are known, registered or at a path.
    CollectionSettings settings() {
        return CollectionSettings.of().withEncoders(Encoders.of().withRegistry(directory()));
    }
}
