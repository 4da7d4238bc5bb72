package dev.lanes.search.cli;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelOutput;
import dev.lanes.inference.ModelRegistry;
import dev.lanes.inference.RegisteredModel;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lanes models show`: all that is known of a registered model.
@Command(name = "show", description = "Shows a registered model.")
final class ShowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private RegistryOption registry;

    @Parameters(paramLabel = "MODEL", description = "NAME:VERSION, or NAME for the last version.")
    private String id;

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (ModelRegistry models = registry.open()) {
            RegisteredModel found = models.find(id);
            ModelDescriptor model = found.model();
            line("model", found.id());
            line("kind", ModelsCommand.kind(model.kind()));
            output(model.output());
            line("max tokens", Integer.toString(model.maxTokens()));
            line("query prefix", ModelsCommand.prefix(model.prompts().queryPrefix()));
            line("passage prefix", ModelsCommand.prefix(model.prompts().passagePrefix()));
            model.prompts()
                    .named()
                    .forEach((name, prompt) -> line("prompt " + name, '"' + prompt + '"'));
            line("licence", orNone(model.origin().license()));
            line("group", orNone(found.group()));
            line("source", found.source());
            line("registered", found.registered().toString());
            line("directory", models.path(found.id()).toString());
            line("size", Words.bytes(found.bytes()));
            line("memory", "about " + Words.bytes(models.estimateMemory(found.id())));
            line("sha256", model.origin().sha256());
        }
        console.results().flush();
        return ExitCodes.DONE;
    }

    private void output(ModelOutput output) {
        switch (output) {
            case ModelOutput.Dense dense -> {
                line("dimension", Integer.toString(dense.dimension()));
                line("pooling", word(dense.pooling()));
                line("normalized", dense.normalize() ? "yes" : "no");
                line("similarity", word(dense.similarity()));
            }
            case ModelOutput.Sparse sparse -> {
                line("activation", word(sparse.activation()));
                line("first term", Integer.toString(sparse.firstTerm()));
            }
            case ModelOutput.Score score -> line("activation", word(score.activation()));
        }
    }

    private void line(String key, String value) {
        console.results().line("%-15s %s".formatted(key, Words.printable(value)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String orNone(String value) {
        return value.isEmpty() ? "none" : value;
    }
}
