package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.internal.Deployments;
import dev.lanes.inference.internal.Download;
import dev.lanes.inference.internal.RegistryFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// Models in a directory: registered from files or from a server, listed, opened and deleted.
///
/// A model is registered as a whole or not at all, also when the process is killed meanwhile; what
/// such a process leaves behind is deleted by the next one that opens the directory, but for
/// downloads, which go on where they stopped. A hash is verified before an archive is opened, and
/// the hash of the network each time it is deployed.
///
/// Models are called by `name:version`, or by their name alone, which means the version registered
/// last.
///
/// Safe for use by many threads; also several processes may work on one directory. Deployments are
/// this object's own and end with [#close()].
public final class ModelRegistry implements AutoCloseable {
    private final RegistryFolder folder;
    private final Deployments deployments;

    private ModelRegistry(RegistryFolder folder) {
        this.folder = folder;
        this.deployments = new Deployments(folder.toString());
    }

    /// Opens a registry, or makes one.
    ///
    /// @param directory its directory; made when there is none
    /// @throws IllegalStateException when this process has it open already
    /// @throws ModelFileException when the directory cannot be used
    public static ModelRegistry open(Path directory) {
        return new ModelRegistry(RegistryFolder.open(requireNonNull(directory, "directory")));
    }

    /// Registers a model that lies in a directory or a zip file. The files are copied.
    ///
    /// @throws ModelFileException when a file is missing, is damaged, has another hash, or does not
    ///   fit the others; or when there is a model of that name and version
    public RegisteredModel register(Path source, Registration registration) {
        requireNonNull(registration, "registration");
        return folder.register(requireNonNull(source, "source"), source.toString(), registration);
    }

    /// Registers a model from a zip file on a server. A download that was broken off goes on where
    /// it stopped, if the server can do that and the file is still the same.
    ///
    /// @param source an http or https address
    /// @param registration has to have a hash
    /// @throws IllegalArgumentException when the address is of another kind, or there is no hash
    /// @throws ModelFileException when the file cannot be had, and for what is wrong with it
    public RegisteredModel register(URI source, Registration registration) {
        var download =
                Download.of(requireNonNull(source, "source"), folder.downloads(), folder.locks());
        if (registration.sha256().isEmpty()) {
            throw new IllegalArgumentException(
                    "sha256 must be given for a download but was not: " + download.name());
        }
        return download.use(
                registration.progress(),
                file -> folder.register(file, download.name(), registration));
    }

    /// All models, by name and then by the time of registration. A model whose files are damaged is
    /// left out, and the log says why; it can still be deleted by its id.
    public List<RegisteredModel> list() {
        return folder.models().list();
    }

    /// The models of a group, in the order of [#list()].
    public List<RegisteredModel> group(String group) {
        requireNonNull(group, "group");
        return list().stream().filter(model -> model.group().equals(group)).toList();
    }

    /// The versions of a model, the last one last.
    public List<RegisteredModel> versions(String name) {
        requireNonNull(name, "name");
        return List.copyOf(folder.models().versions(name));
    }

    /// A model by its id or name.
    ///
    /// @throws UnknownModelException when there is none
    /// @throws ModelFileException when it is damaged; by a name, when a version of it is, for then
    ///   nobody can tell which one is the last
    public RegisteredModel find(String id) {
        return folder.models().find(requireNonNull(id, "id"));
    }

    /// Where the files of a model lie, for `open` of the encoders.
    ///
    /// @throws UnknownModelException when there is none
    public Path path(String id) {
        return folder.models().path(find(id));
    }

    /// Bytes of memory outside the heap that a model will need when it is deployed, with small
    /// batches: estimated from the sizes of its files.
    ///
    /// @throws UnknownModelException when there is none
    public long estimateMemory(String id) {
        return folder.estimateMemory(find(id));
    }

    /// Opens a model for use by [#lease(String)]. Nothing happens when it is open.
    ///
    /// @throws UnknownModelException when there is none
    /// @throws ModelFileException when its files are not what they were
    public RegisteredModel deploy(String id) {
        return deploy(id, EncoderSettings.of());
    }

    /// Opens a model for use by [#lease(String)], with settings of its encoder. Nothing happens
    /// when it is open, with whatever settings.
    ///
    /// @throws UnknownModelException when there is none
    /// @throws ModelFileException when its files are not what they were
    public RegisteredModel deploy(String id, EncoderSettings settings) {
        requireNonNull(settings, "settings");
        RegisteredModel model = find(id);
        deployments.deploy(
                model, folder.models().path(model), folder.estimateMemory(model), settings);
        return model;
    }

    /// Takes a deployed model for use.
    ///
    /// @throws UnknownModelException when there is none
    /// @throws IllegalStateException when it is not deployed
    public ModelLease lease(String id) {
        return deployments.lease(deployedId(id));
    }

    /// Closes a model for new use. Its memory is freed when the last lease is given back: at once
    /// where nobody has one. Nothing happens when it is not deployed.
    ///
    /// @throws UnknownModelException when there is none
    public void undeploy(String id) {
        deployments.undeploy(deployedId(id));
    }

    /// A deployed model needs its files no more, whatever has become of them.
    private String deployedId(String id) {
        return deployments.has(requireNonNull(id, "id")) ? id : find(id).id();
    }

    /// The models that are deployed, in the order of [#list()].
    public List<RegisteredModel> deployed() {
        return deployments.list();
    }

    /// Bytes by which this process grew when the deployed models were opened, those included that
    /// are undeployed but still leased. Where the system does not tell (it does on Linux), or other
    /// threads freed memory meanwhile, the estimate stands in.
    public long memoryInUse() {
        return deployments.memoryInUse();
    }

    /// Deletes a model; by its id also one that is damaged.
    ///
    /// @throws UnknownModelException when there is none
    /// @throws IllegalStateException when it is deployed here
    public void delete(String id) {
        String whole = folder.models().wholeId(requireNonNull(id, "id"));
        deployments.whileNotDeployed(whole, () -> folder.delete(whole));
    }

    /// Undeploys all models. Closing twice is fine.
    @Override
    public void close() {
        try {
            try (folder) {
                deployments.close();
            }
        } catch (IOException e) {
            throw new ModelFileException(folder + ": cannot be closed: " + e, e);
        }
    }
}
