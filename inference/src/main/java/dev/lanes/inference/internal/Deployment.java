package dev.lanes.inference.internal;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.ModelLease;
import dev.lanes.inference.RegisteredModel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// An open model and the count of those who use it. It is closed when it is retired and nobody
/// does.
final class Deployment {
    private final RegisteredModel model;
    private final AutoCloseable encoder;
    private final long bytes;
    private final Consumer<Deployment> freed;
    private int leases;
    private boolean retired;

    Deployment(
            RegisteredModel model, AutoCloseable encoder, long bytes, Consumer<Deployment> freed) {
        this.model = model;
        this.encoder = encoder;
        this.bytes = bytes;
        this.freed = freed;
    }

    RegisteredModel model() {
        return model;
    }

    long bytes() {
        return bytes;
    }

    /// The caller knows that this is not retired.
    ModelLease lease() {
        synchronized (this) {
            leases++;
        }
        return new Lease();
    }

    /// Ends it, as soon as nobody uses it.
    void retire() {
        end(() -> retired = true);
    }

    private void end(Runnable step) {
        boolean last;
        synchronized (this) {
            step.run();
            last = retired && leases == 0;
        }
        if (last) {
            free();
        }
    }

    private void free() {
        try {
            encoder.close();
        } catch (Exception e) {
            throw new IllegalStateException("model %s cannot be closed".formatted(model.id()), e);
        } finally {
            freed.accept(this);
        }
    }

    private final class Lease implements ModelLease {
        private final AtomicBoolean given = new AtomicBoolean();

        @Override
        public RegisteredModel model() {
            return model;
        }

        @Override
        public <E> E as(Class<E> type) {
            if (given.get()) {
                throw new IllegalStateException("lease of model " + model.id() + " is closed");
            }
            if (!requireNonNull(type, "type").isInstance(encoder)) {
                throw new IllegalStateException(
                        "model %s must be used as what its kind asks for, which is %s, but was asked"
                                        .formatted(model.id(), model.model().kind())
                                + " for as "
                                + type.getSimpleName());
            }
            return type.cast(encoder);
        }

        @Override
        public void close() {
            if (given.compareAndSet(false, true)) {
                end(() -> leases--);
            }
        }
    }
}
