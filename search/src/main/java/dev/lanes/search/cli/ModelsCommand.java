package dev.lanes.search.cli;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelKind;
import dev.lanes.inference.ModelRegistry;
import dev.lanes.inference.Models;
import dev.lanes.inference.RegisteredModel;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `lanes models`: says which models there are, and has the commands that register others.
@Command(
        name = "models",
        description = {
            "Lists the models, and what to add for those that are not here.",
            "With a command: registers models of your own, from files or from a server."
        })
final class ModelsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private RegistryOption registry;

    ModelsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        list();
        return ExitCodes.DONE;
    }

    /// `lanes models list` does what `lanes models` does.
    @Command(name = "list", description = "Lists the models that are known and those registered.")
    int listCommand(@Mixin RegistryOption chosen) {
        registry = chosen;
        return call();
    }

    private void list() {
        var table =
                new Table(
                        "name",
                        "here",
                        "size",
                        "dimension",
                        "max tokens",
                        "query prefix",
                        "passage prefix",
                        "licence");
        Models.known().forEach(model -> table.row(cells(model)));
        table.print(console.results());
        for (ModelDescriptor model : Models.known()) {
            if (!Models.available(model.name())) {
                console.results()
                        .line(
                                "For %s add the Maven dependency %s."
                                        .formatted(model.name(), model.origin().artifact()));
            }
        }
        registered();
        console.results().flush();
    }

    private void registered() {
        if (!Files.isDirectory(registry.directory())) {
            return;
        }
        List<RegisteredModel> models;
        try (ModelRegistry open = registry.open()) {
            models = open.list();
        }
        if (!models.isEmpty()) {
            console.results().line("");
            var table = new Table("registered", "kind", "size", "group", "dimension", "max tokens");
            models.forEach(model -> table.row(cells(model)));
            table.print(console.results());
        }
    }

    private static String[] cells(ModelDescriptor model) {
        return new String[] {
            model.name(),
            Models.available(model.name()) ? "yes" : "no",
            Words.bytes(model.origin().bytes()),
            Integer.toString(model.dimension()),
            Integer.toString(model.maxTokens()),
            prefix(model.prompts().queryPrefix()),
            prefix(model.prompts().passagePrefix()),
            model.origin().license()
        };
    }

    private static String[] cells(RegisteredModel registered) {
        ModelDescriptor model = registered.model();
        return new String[] {
            registered.id(),
            kind(model.kind()),
            Words.bytes(registered.bytes()),
            registered.group().isEmpty() ? "none" : registered.group(),
            model.kind() == ModelKind.DENSE ? Integer.toString(model.dimension()) : "none",
            Integer.toString(model.maxTokens())
        };
    }

    /// "cross-encoder".
    static String kind(ModelKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What a prefix looks like.
    static String prefix(String prefix) {
        return prefix.isEmpty() ? "none" : '"' + prefix + '"';
    }
}
