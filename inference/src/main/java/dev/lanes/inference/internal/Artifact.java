package dev.lanes.inference.internal;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.UnavailableModelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The Maven artifacts of known models, as far as they are on the class path or the module path.
public final class Artifact {
    private Artifact() {}

    /// Whether both files of a known model can be found.
    public static boolean present(ModelDescriptor model) {
        return find(model.files().model()).isPresent()
                && find(model.files().tokenizer()).isPresent();
    }

    /// One of the files of a model.
    ///
    /// @throws UnavailableModelException when its artifact is not there
    static URL require(ModelDescriptor model, String file) {
        return find(file).orElseThrow(() -> unavailable(model));
    }

    /// Copies a resource to a file.
    static NamedFile copy(URL resource, Path file) throws IOException {
        try (InputStream in = resource.openStream()) {
            Files.copy(in, file);
        }
        return new NamedFile(resource.toString(), file);
    }

    /// Looks where an application may keep the artifact: beside this library, and where the code
    /// that runs on this thread finds its resources. Class loaders find resources in the root of a
    /// jar on the class path and on the module path alike.
    private static Optional<URL> find(String resource) {
        return Stream.of(
                        ModelPackage.class.getClassLoader(),
                        Thread.currentThread().getContextClassLoader())
                .filter(Objects::nonNull)
                .map(loader -> loader.getResource(resource))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static UnavailableModelException unavailable(ModelDescriptor model) {
        return new UnavailableModelException(
                "model %s must be on the class path but is not: add the Maven dependency %s"
                        .formatted(model.name(), model.origin().artifact()));
    }
}
