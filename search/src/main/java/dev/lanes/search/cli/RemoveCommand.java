package dev.lanes.search.cli;

import dev.lanes.inference.ModelRegistry;
import dev.lanes.inference.RegisteredModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lanes models remove`: deletes a registered model.
@Command(name = "remove", description = "Deletes a registered model and its files.")
final class RemoveCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private RegistryOption registry;

    @Parameters(
            paramLabel = "MODEL",
            description = "NAME:VERSION, or NAME where there is one version.")
    private String id;

    RemoveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (ModelRegistry models = registry.open()) {
            RegisteredModel model = models.find(id);
            int versions = models.versions(model.model().name()).size();
            if (!id.contains(":") && versions > 1) {
                throw new UserErrorException(
                        "model %s must be named with its version but was not: it has %d"
                                .formatted(id, versions),
                        "'lanes models list' lists them");
            }
            models.delete(model.id());
            console.note("removed " + model.id() + ", " + Words.bytes(model.bytes()));
        }
        return ExitCodes.DONE;
    }
}
