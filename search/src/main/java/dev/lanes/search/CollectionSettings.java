package dev.lanes.search;

import dev.lanes.search.store.Flushing;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/// How a collection is opened. Nothing of it is stored.
///
/// @param encoders where models are found
/// @param durability what acknowledged changes survive
/// @param executor runs parts of a search beside each other; they run one after the other where
///   empty
public record CollectionSettings(
        Encoders encoders, Durability durability, Optional<Executor> executor) {
    /// What changes survive once they are acknowledged.
    public enum Durability {
        /// That the process is killed. The last changes may be lost with the power; what is left is
        /// whole.
        SURVIVES_KILL(Flushing.TO_SYSTEM),
        /// A loss of power too: each change waits for the disk.
        SURVIVES_POWER_LOSS(Flushing.TO_DISK);

        private final Flushing flushing;

        Durability(Flushing flushing) {
            this.flushing = flushing;
        }

        Flushing flushing() {
            return flushing;
        }
    }

    /// Checks that all is there.
    public CollectionSettings {
        Objects.requireNonNull(encoders, "encoders");
        Objects.requireNonNull(durability, "durability");
        Objects.requireNonNull(executor, "executor");
    }

    /// The known models; changes survive kill; searches run on the calling thread.
    public static CollectionSettings of() {
        return new CollectionSettings(Encoders.of(), Durability.SURVIVES_KILL, Optional.empty());
    }

    /// The same with models from elsewhere.
    public CollectionSettings withEncoders(Encoders other) {
        return new CollectionSettings(other, durability, executor);
    }

    /// The same with other durability.
    public CollectionSettings withDurability(Durability other) {
        return new CollectionSettings(encoders, other, executor);
    }

    /// The same with threads that run parts of a search beside each other.
    public CollectionSettings withExecutor(Executor other) {
        return new CollectionSettings(encoders, durability, Optional.of(other));
    }
}
