package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models are registered, listed, used and deleted.
class ModelRegistryTest {
    @TempDir Path folder;

    private Path model;
    private ModelRegistry registry;

    @BeforeEach
    void open() throws IOException {
        model = TinyModel.write(folder.resolve("model"), TinyModel.descriptor("mean", "false"));
        registry = ModelRegistry.open(folder.resolve("registry"));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private RegisteredModel register() {
        return registry.register(model, Registration.plain());
    }

    @Test
    void registersVersionsAndGroups() throws IOException {
        RegisteredModel first = register();
        assertThat(first.id()).isEqualTo("tiny:1");
        assertThat(first.model().dimension()).isEqualTo(2);
        assertThat(first.model().prompts().queryPrefix()).isEqualTo("four ");
        assertThat(first.source()).isEqualTo(model.toString());
        assertThat(first.bytes()).isGreaterThan(Files.size(model.resolve("model.onnx")));
        Path zip = Zips.of(model, "", folder.resolve("model.zip"));
        var named = Registration.plain().withName("other").withVersion("1.5b").withGroup("mine");
        assertThat(registry.register(zip, named).id()).isEqualTo("other:1.5b");
        assertThat(register().id()).isEqualTo("tiny:2");

        assertThat(registry.list())
                .extracting(RegisteredModel::id)
                .containsExactly("other:1.5b", "tiny:1", "tiny:2");
        assertThat(registry.versions("tiny")).hasSize(2);
        assertThat(registry.group("mine"))
                .extracting(RegisteredModel::id)
                .containsExactly("other:1.5b");
        assertThat(registry.find("tiny").id()).isEqualTo("tiny:2");
        assertThat(registry.find("tiny:1")).isEqualTo(first);
        try (var encoder = DenseEncoder.open(registry.path("other"))) {
            assertThat(encoder.encodeQuery("two")).containsExactly(3, 1);
        }
    }

    @Test
    void isThereAfterReopening() {
        RegisteredModel before = register();
        registry.close();
        assertThatThrownBy(() -> registry.list())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        registry = ModelRegistry.open(folder.resolve("registry"));
        assertThat(registry.list()).containsExactly(before);
    }

    @Test
    void versionIsRegisteredOnce() {
        var registration = Registration.plain().withVersion("7");
        registry.register(model, registration);
        assertThatThrownBy(() -> registry.register(model, registration))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tiny:7 is registered already");
    }

    @Test
    void wrongHashIsFoundBeforeAnythingIsOpened() throws IOException {
        Path noZip = Files.writeString(folder.resolve("no.zip"), "no zip");
        var wrong = Registration.plain().withSha256("A".repeat(64));
        assertThatThrownBy(() -> registry.register(noZip, wrong))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(noZip + ": expected the SHA-256 aaa");
        assertThatThrownBy(() -> registry.register(model, wrong))
                .hasMessageContaining("expected the SHA-256 aaa");
        assertThatThrownBy(() -> Registration.plain().withSha256("12"))
                .hasMessage("sha256 must be 64 digits of 0-9 a-f but was \"12\"");
        assertNothingIsRegistered();
    }

    private void assertNothingIsRegistered() throws IOException {
        assertThat(registry.list()).isEmpty();
        assertThat(folder.resolve("registry/work")).isEmptyDirectory();
    }

    @Test
    void archiveWithAHashIsCalledByItsName() throws Exception {
        Path noZip = Files.writeString(folder.resolve("no.zip"), "no zip");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(noZip));
        var right = Registration.plain().withSha256(HexFormat.of().formatHex(digest));
        assertThatThrownBy(() -> registry.register(noZip, right))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(noZip + ": expected a zip file");
        assertNothingIsRegistered();
    }

    @Test
    void brokenModelsAreNotRegistered() throws IOException {
        Path zip = Zips.of(model, "", folder.resolve("model.zip"));
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> registry.register(zip, Registration.plain()))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(zip.toString());
        Files.writeString(model.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(this::register).isInstanceOf(ModelFileException.class);
        Files.delete(model.resolve("tokenizer.json"));
        assertThatThrownBy(this::register)
                .hasMessageContaining("tokenizer.json: expected a file but found none");
        assertNothingIsRegistered();
    }

    @Test
    void namesThatAreNoNames() throws IOException {
        for (String name : List.of("../up", "a/b", ".hidden", "", " ", "é", "a".repeat(101))) {
            Files.writeString(
                    model.resolve("descriptor.json"),
                    TinyModel.descriptor("mean", "true").replace("\"tiny\"", "\"" + name + "\""));
            assertThatThrownBy(this::register).as(name).isInstanceOf(ModelFileException.class);
        }
        assertThatThrownBy(() -> Registration.plain().withVersion("../.."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version must be 1 to 100 of the characters");
        assertNothingIsRegistered();
    }

    @Test
    void unknownModels() {
        register();
        for (String id : List.of("huge", "tiny:9", "", "../tiny:1")) {
            assertThatThrownBy(() -> registry.find(id))
                    .isInstanceOf(UnknownModelException.class)
                    .hasMessageContaining("[tiny:1]")
                    .hasMessageContaining("\"" + id + "\"");
        }
    }

    @Test
    void deletesWhatIsNotDeployed() throws IOException {
        register();
        registry.deploy("tiny");
        assertThatThrownBy(() -> registry.delete("tiny"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tiny:1 must be undeployed before it is deleted");
        registry.undeploy("tiny");
        registry.delete("tiny");
        assertNothingIsRegistered();
        assertThatThrownBy(() -> registry.delete("tiny")).isInstanceOf(UnknownModelException.class);
    }

    @Test
    void deploysAndUndeploys() {
        register();
        assertThatThrownBy(() -> registry.lease("tiny"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("model tiny:1 must be deployed but is not");
        assertThat(registry.estimateMemory("tiny")).isPositive();
        assertThat(registry.memoryInUse()).isZero();
        registry.deploy("tiny");
        registry.deploy("tiny:1");
        assertThat(registry.deployed()).hasSize(1);
        assertThat(registry.memoryInUse()).isPositive();
        ModelLease lease = registry.lease("tiny");
        registry.undeploy("tiny");
        assertThat(registry.deployed()).isEmpty();
        assertThat(lease.as(DenseEncoder.class).encodeQuery("two")).containsExactly(3, 1);
        assertThat(registry.memoryInUse()).isPositive();
        DenseEncoder encoder = lease.as(DenseEncoder.class);
        assertThatThrownBy(() -> lease.as(String.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DENSE");
        lease.close();
        lease.close();
        assertThat(registry.memoryInUse()).isZero();
        assertThatThrownBy(() -> encoder.encodeQuery("two"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> lease.as(DenseEncoder.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void usesInFlightOutliveUndeploying() throws Exception {
        register();
        registry.deploy("tiny");
        var done = new AtomicBoolean();
        List<Future<Long>> users = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                users.add(threads.submit(() -> use(done)));
            }
            for (int round = 0; round < 50; round++) {
                registry.undeploy("tiny");
                registry.deploy("tiny");
            }
            done.set(true);
            for (Future<Long> user : users) {
                assertThat(user.get()).isPositive();
            }
        }
        registry.undeploy("tiny");
        assertThat(registry.memoryInUse()).isZero();
    }

    /// Encodes by leases until it is told to end; only the lease itself may be refused.
    private long use(AtomicBoolean done) {
        long encoded = 0;
        while (!done.get() || encoded == 0) {
            ModelLease lease;
            try {
                lease = registry.lease("tiny");
            } catch (IllegalStateException e) {
                continue;
            }
            try (lease) {
                assertThat(lease.as(DenseEncoder.class).encodeQuery("two")).containsExactly(3, 1);
                encoded++;
            }
        }
        return encoded;
    }

    @Test
    void damageAfterRegisteringIsFoundOnDeployment() throws IOException {
        register();
        Path network = registry.path("tiny").resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(network);
        bytes[bytes.length / 2] ^= 1;
        Files.write(network, bytes);
        assertThatThrownBy(() -> registry.deploy("tiny"))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("model.onnx: expected the SHA-256");
        assertThat(registry.deployed()).isEmpty();
    }

    @Test
    void oneOfAProcess() {
        assertThatThrownBy(() -> ModelRegistry.open(folder.resolve("registry")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is open already");
    }

    @Test
    void keepsOnlyTheFilesOfTheModel() throws IOException {
        Files.writeString(model.resolve("pytorch_model.bin"), "large");
        Files.write(model.resolve("model.onnx"), TinyModel.externalNetwork("model.onnx_data"));
        Files.write(model.resolve("model.onnx_data"), TinyModel.table());
        register();
        try (var files = Files.list(registry.path("tiny"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "model.onnx",
                            "model.onnx_data",
                            "tokenizer.json",
                            "descriptor.json",
                            "registered.json");
        }
    }

    private RegisteredModel registerAs(String name) {
        return registry.register(model, Registration.plain().withName(name));
    }

    @Test
    void damagedModelDoesNotBreakOthers() throws IOException {
        register();
        registerAs("good");
        registry.deploy("good");
        Files.writeString(registry.path("tiny").resolve("descriptor.json"), "{");
        Files.writeString(folder.resolve("registry/models/.DS_Store"), "x");
        Files.writeString(folder.resolve("registry/models/good/.DS_Store"), "x");
        assertThat(registry.list()).extracting(RegisteredModel::id).containsExactly("good:1");
        assertThat(registry.versions("tiny")).isEmpty();
        registry.lease("good").close();
        registry.lease("good:1").close();
        for (String id : List.of("tiny", "tiny:1")) {
            assertThatThrownBy(() -> registry.find(id))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("descriptor.json");
        }
        assertThat(register().id()).isEqualTo("tiny:2");
        assertThat(registry.find("tiny:2").id()).isEqualTo("tiny:2");
        registry.delete("tiny:1");
        assertThat(registry.find("tiny").id()).isEqualTo("tiny:2");
    }

    @Test
    void damagedRecordIsNamed() throws IOException {
        register();
        Path record = registry.path("tiny").resolve("registered.json");
        String right = Files.readString(record);
        Files.writeString(
                record, right.replaceAll("\"registered\" : \"[^\"]*", "\"registered\" : \"today"));
        assertThatThrownBy(() -> registry.find("tiny:1"))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("registered.json: \"registered\" must be a time")
                .hasMessageContaining("today");
        Files.delete(record);
        assertThatThrownBy(() -> registry.find("tiny:1")).isInstanceOf(ModelFileException.class);
        registry.delete("tiny:1");
        assertThatThrownBy(() -> registry.find("tiny:1")).isInstanceOf(UnknownModelException.class);
    }

    @Test
    void deployedModelOutlivesItsFiles() throws IOException {
        register();
        registry.deploy("tiny");
        // Another process deletes it.
        Files.move(folder.resolve("registry/models/tiny/1"), folder.resolve("gone"));
        assertThat(registry.list()).isEmpty();
        assertThat(registry.deployed()).hasSize(1);
        registry.lease("tiny:1").close();
        registry.undeploy("tiny:1");
        assertThat(registry.deployed()).isEmpty();
    }

    @Test
    void closedRegistryIsNamed() {
        registry.close();
        assertThatThrownBy(() -> registry.lease("tiny:1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.resolve("registry").toString())
                .hasMessageContaining("is closed");
    }

    @Test
    void linkToTheDirectoryIsTheSameRegistry() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("registry"));
        assertThatThrownBy(() -> ModelRegistry.open(link))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is open already");
    }

    @Test
    void versionThatIsNoDirectory() throws IOException {
        Files.writeString(
                model.resolve("descriptor.json"),
                TinyModel.descriptor("mean", "true")
                        .replace("\"tiny\"", "\"tiny\", \"version\": \"2024/05\""));
        assertThatThrownBy(this::register)
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(model.toString())
                .hasMessageContaining("version must be 1 to 100")
                .hasMessageContaining("2024/05");
    }

    @Test
    void onlyWhatOpensIsRegistered() throws IOException {
        Files.writeString(
                model.resolve("descriptor.json"),
                TinyModel.descriptor("mean", "true")
                        .replace("\"dimension\": 2", "\"dimension\": 3"));
        assertThatThrownBy(this::register)
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("model.onnx");
        assertNothingIsRegistered();
    }

    @Test
    void namesWithNul() throws IOException {
        Files.write(model.resolve("model.onnx"), TinyModel.externalNetwork("da\0ta"));
        assertThatThrownBy(this::register)
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("must lie in its directory");
        Files.writeString(
                model.resolve("descriptor.json"),
                TinyModel.descriptor("mean", "true")
                        .replace("\"tiny\"", "\"tiny\", \"model\": \"a\\u0000b\""));
        assertThatThrownBy(this::register)
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("files must lie in this directory");
        assertNothingIsRegistered();
    }
}
