package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// A model in a registry.
///
/// @param model its descriptor; name and version are those that it is registered by
/// @param group of which models it is one; may be empty
/// @param source where it was registered from, without user, password and query of a URL
/// @param registered when
/// @param bytes of all its files
public record RegisteredModel(
        ModelDescriptor model, String group, String source, Instant registered, long bytes) {
    /// Checks that nothing is missing.
    public RegisteredModel {
        requireNonNull(model, "model");
        requireNonNull(group, "group");
        requireNonNull(source, "source");
        requireNonNull(registered, "registered");
        Rules.within("bytes", bytes, 0, Long.MAX_VALUE);
    }

    /// What the registry calls it: `name:version`.
    public String id() {
        return model.name() + ":" + model.origin().version();
    }
}
