package dev.lanes.inference.internal;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.ModelOrigin;
import dev.lanes.inference.RegisteredModel;
import dev.lanes.inference.Registration;
import dev.lanes.inference.UnknownModelException;
import java.io.IOException;
import java.nio.file.FileSystemException;
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
        Path own = archive && !registration.sha256().isEmpty() ? hashed(work) : source;
        Path model = work.resolve("model");
        ModelDescriptor found;
        try (var files = ModelPackage.at(own, work.resolve("unpacked"))) {
            found = files.copyTo(model);
            // The hash of an archive is that of all in it, the hash of a directory its network's.
            files.copyHalfPrecisionTo(model, !archive && !registration.sha256().isEmpty());
        } catch (ModelFileException e) {
            // The directory of the copy means nothing to the caller.
            throw new ModelFileException(e.getMessage().replace(own.toString(), name), e);
        }
        if (!archive && !registration.sha256().isEmpty()) {
            Sha256.require(
                    new NamedFile(name, model.resolve(found.files().model())),
                    registration.sha256());
        }
        Registration named = named(found);
        Path network = model.resolve(found.files().model());
        for (int number = folder.models().places(named.name()).size() + 1; ; number++) {
            ModelDescriptor described = described(found, named, model, number);
            Files.write(
                    model.resolve(ModelFolder.DESCRIPTOR),
                    DescriptorWriter.json(described, HalfPrecision.hashBeside(network)));
            write(model.resolve(RegisteredFolders.RECORD));
            // Only what opens is registered.
            try (var files = ModelPackage.at(model)) {
                Encoders.requireOpens(files);
            }
            Durable.force(model);
            Path place = folder.models().place(described);
            if (move(model, place)) {
                return RegisteredFolders.read(place).orElseThrow(() -> gone(described));
            }
            if (!named.version().isEmpty()) {
                throw new ModelFileException(
                        "%s: model %s is registered already"
                                .formatted(
                                        folder,
                                        described.name() + ":" + described.origin().version()));
            }
        }
    }

    /// The archive, which has the hash that it is to have, where nobody can write to it between the
    /// hash and the use.
    private Path hashed(Path work) throws IOException {
        Path own = source;
        // Downloads are locked, and may be large.
        if (!source.startsWith(folder.downloads())) {
            own = Files.createDirectory(work.resolve("archive")).resolve(source.getFileName());
            Files.copy(source, own);
        }
        Sha256.require(new NamedFile(name, own), registration.sha256());
        return own;
    }

    private static UnknownModelException gone(ModelDescriptor model) {
        return new UnknownModelException(
                "model %s:%s was deleted as soon as it was registered"
                        .formatted(model.name(), model.origin().version()));
    }

    /// @return whether the place was free
    private static boolean move(Path model, Path place) throws IOException {
        if (Files.exists(place)) {
            return false;
        }
        try {
            Durable.move(model, place);
            return true;
        } catch (FileSystemException e) {
            // What an occupied place is reported as depends on the system.
            if (Files.exists(place)) {
                return false;
            }
            throw e;
        }
    }

    /// Name and version become those of directories, which not all in a descriptor can.
    private Registration named(ModelDescriptor model) {
        String own = registration.name();
        try {
            return registration
                    .withName(own.isEmpty() ? model.name() : own)
                    .withVersion(version(model, registration));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    "%s: %s; register it by another one".formatted(name, e.getMessage()), e);
        }
    }

    private static String version(ModelDescriptor model, Registration registration) {
        return registration.version().isEmpty() ? model.origin().version() : registration.version();
    }

    private static ModelDescriptor described(
            ModelDescriptor found, Registration named, Path model, int number) throws IOException {
        String version = named.version();
        ModelOrigin origin = found.origin();
        return new ModelDescriptor(
                named.name(),
                found.output(),
                found.input(),
                found.files(),
                new ModelOrigin(
                        version.isEmpty() ? Integer.toString(number) : version,
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
