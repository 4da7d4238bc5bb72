package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.internal.Artifact;
import dev.lanes.inference.internal.DescriptorReader;
import java.util.List;
import java.util.stream.Collectors;

/// The models that can be opened by name. Each is described by a JSON file beside this class; its
/// weights come in a Maven artifact of their own, which the application adds as a dependency.
///
/// Safe for use by many threads.
public final class Models {
    private static final List<ModelDescriptor> KNOWN = DescriptorReader.known();

    private Models() {}

    /// All of them, in the order of their names.
    public static List<ModelDescriptor> known() {
        return KNOWN;
    }

    /// The model of that name; upper and lower case count.
    ///
    /// @throws UnknownModelException when there is none; its message lists the known names
    public static ModelDescriptor named(String name) {
        requireNonNull(name, "name");
        return KNOWN.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /// Whether the files of that model are on the class path or the module path, so that
    /// [DenseEncoder#open(String)] will find them.
    ///
    /// @throws UnknownModelException when there is no model of that name
    public static boolean available(String name) {
        return Artifact.present(named(name));
    }

    private static UnknownModelException unknown(String name) {
        String names = KNOWN.stream().map(ModelDescriptor::name).collect(Collectors.joining(", "));
        return new UnknownModelException(
                "model must be one of %s but was \"%s\"".formatted(names, name));
    }
}
