package dev.lanes.inference.internal;

import dev.lanes.inference.Registration;
import java.util.Optional;

/// What callers call a model: `name:version`, or its name alone.
///
/// @param version empty for the one registered last
record ModelId(String name, String version) {
    /// Takes an id apart; empty where no model can have it.
    static Optional<ModelId> parse(String id) {
        int colon = id.indexOf(':');
        String name = colon < 0 ? id : id.substring(0, colon);
        String version = colon < 0 ? "" : id.substring(colon + 1);
        if (name.isEmpty() || (colon >= 0 && version.isEmpty())) {
            return Optional.empty();
        }
        try {
            Registration.plain().withName(name).withVersion(version);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new ModelId(name, version));
    }

    boolean isWhole() {
        return !version.isEmpty();
    }
}
