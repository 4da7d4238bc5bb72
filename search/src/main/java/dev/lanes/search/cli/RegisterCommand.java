package dev.lanes.search.cli;

import dev.lanes.inference.ModelRegistry;
import dev.lanes.inference.RegisteredModel;
import dev.lanes.inference.Registration;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lanes models register`: takes a model into the registry.
@Command(
        name = "register",
        description = {
            "Registers a model: a directory or a zip file with model.onnx and tokenizer.json,",
            "or the http(s) address of such a zip file. A download that was broken off goes on",
            "where it stopped."
        })
final class RegisterCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private RegistryOption registry;

    @Parameters(paramLabel = "SOURCE", description = "Directory, zip file or address.")
    private String source;

    @Option(
            names = "--sha256",
            defaultValue = "",
            paramLabel = "HASH",
            description =
                    "SHA-256 of the zip file, or of a directory's ONNX file; an address needs it.")
    private String sha256;

    @Option(
            names = "--name",
            defaultValue = "",
            paramLabel = "NAME",
            description = "Name to register it by. Default: the one in its descriptor.")
    private String name;

    @Option(
            names = "--model-version",
            defaultValue = "",
            paramLabel = "VERSION",
            description = "Default: the one in its descriptor, or else 1, 2, ...")
    private String version;

    @Option(
            names = "--group",
            defaultValue = "",
            paramLabel = "GROUP",
            description = "Group that the model belongs to. Default: none.")
    private String group;

    RegisterCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (ModelRegistry models = registry.open();
                DownloadDisplay progress = new DownloadDisplay(console)) {
            Registration registration =
                    UserErrorException.unlessValid(() ->
                            Registration.plain()
                                    .withSha256(sha256)
                                    .withName(name)
                                    .withVersion(version)
                                    .withGroup(group)
                                    .withProgress(progress));
            RegisteredModel model = register(models, registration);
            progress.close();
            console.results().line(model.id());
            console.results().flush();
            console.note(
                    "registered in %s, %s"
                            .formatted(registry.directory(), Words.bytes(model.bytes())));
        }
        return ExitCodes.DONE;
    }

    private RegisteredModel register(ModelRegistry models, Registration registration) {
        if (!source.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")) {
            return models.register(Path.of(source), registration);
        }
        if (sha256.isEmpty()) {
            throw new UserErrorException(
                    "--sha256 must be given for a download but was not",
                    "the page that names the address should name it too");
        }
        URI address = UserErrorException.unlessValid(() -> URI.create(source));
        return UserErrorException.unlessValid(() -> models.register(address, registration));
    }
}
