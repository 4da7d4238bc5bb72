package dev.lanes.inference.internal;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.ModelOrigin;
import dev.lanes.inference.RegisteredModel;
import dev.lanes.inference.Registration;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// One registration of a model.
///
/// @param folder the registry's
/// @param source the file or directory
/// @param name of the source, for errors and for the record
/// @param registration how it is to be registered
record Registrar(RegistryFolder folder, Path source, String name, Registration registration) {
    /// @param work an empty directory, where things may lie that are not ready
    RegisteredModel register(Path work) throws IOException {
        boolean archive = Files.isRegularFile(source);
        if (archive && !registration.sha256().isEmpty()) {
            Sha256.require(new NamedFile(name, source), registration.sha256());
        }
        Path model = work.resolve("model");
        ModelDescriptor found;
        try (var files = ModelPackage.at(source, work.resolve("unpacked"))) {
            found = files.copyTo(model);
        }
        if (!archive && !registration.sha256().isEmpty()) {
            Sha256.require(
                    new NamedFile(name, model.resolve(found.files().model())),
                    registration.sha256());
        }
        Registration named = registration.withName(named(found));
        for (int number = folder.versions(named.name()).size() + 1; ; number++) {
            ModelDescriptor described = described(found, named, model, number);
            Files.write(model.resolve(ModelFolder.DESCRIPTOR), DescriptorWriter.json(described));
            write(model.resolve(RegistryFolder.RECORD));
            // Only what opens is registered.
            try (var files = ModelPackage.at(model)) {
                files.openTokenizer(described.maxTokens()).close();
            }
            Durable.force(model);
            Path place = folder.place(described);
            if (move(model, place)) {
                return RegistryFolder.read(place);
            }
            if (!version(found, registration).isEmpty()) {
                throw new ModelFileException(
                        "%s: model %s is registered already"
                                .formatted(
                                        folder,
                                        described.name() + ":" + described.origin().version()));
            }
        }
    }

    /// @return whether the place was free
    private static boolean move(Path model, Path place) throws IOException {
        if (Files.exists(place)) {
            return false;
        }
        try {
            Durable.move(model, place);
            return true;
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            return false;
        }
    }

    /// The name becomes that of a directory, which not every name in a descriptor can.
    private String named(ModelDescriptor model) {
        if (!registration.name().isEmpty()) {
            return registration.name();
        }
        try {
            return Registration.plain().withName(model.name()).name();
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    "%s: %s; register it by another name".formatted(name, e.getMessage()), e);
        }
    }

    private static String version(ModelDescriptor model, Registration registration) {
        return registration.version().isEmpty() ? model.origin().version() : registration.version();
    }

    private static ModelDescriptor described(
            ModelDescriptor found, Registration registration, Path model, int number)
            throws IOException {
        String version = version(found, registration);
        Registration named =
                registration.withVersion(version.isEmpty() ? Integer.toString(number) : version);
        ModelOrigin origin = found.origin();
        return new ModelDescriptor(
                named.name(),
                found.output(),
                found.input(),
                found.files(),
                new ModelOrigin(
                        named.version(),
                        origin.license(),
                        "",
                        origin.bytes(),
                        Sha256.of(model.resolve(found.files().model()))));
    }

    private void write(Path file) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("group", registration.group());
        values.put("source", name);
        values.put("sha256", registration.sha256());
        values.put("registered", Instant.now().toString());
        Files.write(file, JsonFields.write(values));
    }
}
