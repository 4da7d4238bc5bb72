package dev.lanes.inference.internal;

import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.ModelKind;
import dev.lanes.inference.ModelLease;
import dev.lanes.inference.RegisteredModel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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

    private final String owner;
    private boolean closed;

    /// @param owner what they are of, for errors
    public Deployments(String owner) {
        this.owner = owner;
    }

    /// Opens a model, unless it is open.
    ///
    /// @param files where it lies
    /// @param estimate of the memory that it will take
    /// @param settings of its encoder
    public void deploy(RegisteredModel model, Path files, long estimate, EncoderSettings settings) {
        changes.lock();
        try {
            requireOpen();
            if (has(model.id())) {
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

    private static AutoCloseable open(Path place, ModelKind kind, EncoderSettings settings) {
        var files = ModelPackage.opener(place);
        return switch (kind) {
            case DENSE -> Encoders.dense(files, settings);
            case SPARSE -> Encoders.sparse(files, settings);
            case CROSS_ENCODER -> Encoders.cross(files, settings);
        };
    }

    /// A lease of a deployed model.
    ///
    /// @param id its whole id
    public ModelLease lease(String id) {
        synchronized (deployed) {
            requireOpen();
            Deployment deployment = deployed.get(id);
            if (deployment == null) {
                throw new IllegalStateException(
                        "model %s must be deployed but is not".formatted(id));
            }
            return deployment.lease();
        }
    }

    /// Whether a model is deployed.
    ///
    /// @param id its whole id
    public boolean has(String id) {
        synchronized (deployed) {
            requireOpen();
            return deployed.containsKey(id);
        }
    }

    /// Those that are deployed, by name and then by the time of registration.
    public List<RegisteredModel> list() {
        synchronized (deployed) {
            requireOpen();
            return deployed.values().stream()
                    .map(Deployment::model)
                    .sorted(
                            Comparator.comparing((RegisteredModel model) -> model.model().name())
                                    .thenComparing(RegisteredModel::registered))
                    .toList();
        }
    }

    /// Closes a model for new leases.
    ///
    /// @param id its whole id
    public void undeploy(String id) {
        Deployment deployment;
        synchronized (deployed) {
            requireOpen();
            deployment = deployed.remove(id);
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
    ///
    /// @param id its whole id
    public void whileNotDeployed(String id, Runnable action) {
        changes.lock();
        try {
            if (has(id)) {
                throw new IllegalStateException(
                        "model %s must be undeployed before it is deleted but is deployed"
                                .formatted(id));
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
            retire(last);
        } finally {
            changes.unlock();
        }
    }

    private static void retire(Set<Deployment> all) {
        RuntimeException failure = null;
        for (Deployment deployment : all) {
            try {
                deployment.retire();
            } catch (RuntimeException e) {
                // The others have to go too.
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void freed(Deployment deployment) {
        synchronized (deployed) {
            inMemory.remove(deployment);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(owner + " is closed");
        }
    }
}
