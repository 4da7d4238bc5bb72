package dev.lanes.inference.internal;

import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.ModelKind;
import dev.lanes.inference.ModelLease;
import dev.lanes.inference.RegisteredModel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// The models that a registry has open.
///
/// Models are opened and closed one after the other, under a lock that uses of open ones do not
/// take.
public final class Deployments implements AutoCloseable {
    private final ReentrantLock changes = new ReentrantLock();
    private final Map<String, Deployment> deployed = new LinkedHashMap<>();

    /// Those that are in memory: the deployed ones, and others that somebody still uses.
    private final Set<Deployment> inMemory = new HashSet<>();

    private boolean closed;

    /// Opens a model, unless it is open.
    ///
    /// @param files where it lies
    /// @param estimate of the memory that it will take
    /// @param settings of its encoder
    public void deploy(RegisteredModel model, Path files, long estimate, EncoderSettings settings) {
        changes.lock();
        try {
            requireOpen();
            if (has(model)) {
                return;
            }
            long before = ProcessMemory.resident();
            AutoCloseable encoder = open(files, model.model().kind(), settings);
            long grown = ProcessMemory.resident() - before;
            var deployment =
                    new Deployment(model, encoder, grown > 0 ? grown : estimate, this::freed);
            synchronized (deployed) {
                deployed.put(model.id(), deployment);
                inMemory.add(deployment);
            }
        } finally {
            changes.unlock();
        }
    }

    private static AutoCloseable open(Path files, ModelKind kind, EncoderSettings settings) {
        return switch (kind) {
            case DENSE -> Encoders.dense(files, settings);
            case SPARSE -> Encoders.sparse(files, settings);
            case CROSS_ENCODER -> Encoders.cross(files, settings);
        };
    }

    /// A lease of a deployed model.
    public ModelLease lease(RegisteredModel model) {
        synchronized (deployed) {
            requireOpen();
            Deployment deployment = deployed.get(model.id());
            if (deployment == null) {
                throw new IllegalStateException(
                        "model %s must be deployed but is not".formatted(model.id()));
            }
            return deployment.lease();
        }
    }

    /// Whether a model is deployed.
    public boolean has(RegisteredModel model) {
        synchronized (deployed) {
            return deployed.containsKey(model.id());
        }
    }

    /// Closes a model for new leases.
    public void undeploy(RegisteredModel model) {
        Deployment deployment;
        synchronized (deployed) {
            requireOpen();
            deployment = deployed.remove(model.id());
        }
        if (deployment != null) {
            deployment.retire();
        }
    }

    /// Bytes of all models in memory.
    public long memoryInUse() {
        synchronized (deployed) {
            return inMemory.stream().mapToLong(Deployment::bytes).sum();
        }
    }

    /// Runs something that must not happen to a deployed model.
    public void whileNotDeployed(RegisteredModel model, Runnable action) {
        changes.lock();
        try {
            if (has(model)) {
                throw new IllegalStateException(
                        "model %s must be undeployed before it is deleted but is deployed"
                                .formatted(model.id()));
            }
            action.run();
        } finally {
            changes.unlock();
        }
    }

    @Override
    public void close() {
        changes.lock();
        try {
            Set<Deployment> last;
            synchronized (deployed) {
                closed = true;
                last = Set.copyOf(deployed.values());
                deployed.clear();
            }
            last.forEach(Deployment::retire);
        } finally {
            changes.unlock();
        }
    }

    private void freed(Deployment deployment) {
        synchronized (deployed) {
            inMemory.remove(deployment);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the model registry is closed");
        }
    }
}
