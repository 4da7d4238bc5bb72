package dev.lanes.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.inference.Device;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.ModelRegistry;
import dev.lanes.inference.RegisteredModel;
import dev.lanes.inference.Registration;
import dev.lanes.inference.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which file of a package a GPU would run; whether it would is not tested here.
class HalfPrecisionTest {
    private static final Device GPU = Device.cuda(0);

    @TempDir Path folder;

    private Path model;
    private Path half;
    private ModelRegistry registry;

    @BeforeEach
    void write() throws IOException {
        model = TinyModel.write(folder.resolve("model"), descriptor(""));
        half = model.resolve("model_fp16.onnx");
        registry = ModelRegistry.open(folder.resolve("registry"));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private static String descriptor(String more) {
        return TinyModel.descriptor("mean", "false").replace("{", "{" + more);
    }

    private static Path run(Path place, Device device) {
        try (var files = ModelPackage.at(place)) {
            return files.network(device).path().getFileName();
        }
    }

    private void writeHalf() throws IOException {
        Files.write(half, TinyModel.network(7));
    }

    /// The half's hash and, before it, that of the whole.
    private void describe(boolean whole, String hash) throws IOException {
        String first = whole ? "\"sha256\": \"%s\", ".formatted(Sha256.of(network())) : "";
        String second = hash.isEmpty() ? "" : "\"sha256_fp16\": \"%s\", ".formatted(hash);
        Files.writeString(model.resolve("descriptor.json"), descriptor(first + second));
    }

    private Path network() {
        return model.resolve("model.onnx");
    }

    @Test
    void onlyGpusRunIt() throws IOException {
        assertThat(run(model, GPU)).hasToString("model.onnx");
        writeHalf();
        assertThat(run(model, GPU)).hasToString("model_fp16.onnx");
        assertThat(run(model, Device.CPU)).hasToString("model.onnx");
    }

    @Test
    void aHashOfTheOtherAsksForItsOwn() throws IOException {
        writeHalf();
        describe(true, "");
        assertThat(run(model, GPU)).hasToString("model.onnx");
        describe(true, Sha256.of(half));
        assertThat(run(model, GPU)).hasToString("model_fp16.onnx");
        describe(false, "0".repeat(64));
        assertThatThrownBy(() -> run(model, GPU))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(half + ": expected the SHA-256 000");
        assertThat(run(model, Device.CPU)).hasToString("model.onnx");
        Files.delete(half);
        assertThatThrownBy(() -> run(model, GPU))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(half + ": expected a file but found none");
    }

    @Test
    void whatIsNoNetworkIsNamed() throws IOException {
        Files.writeString(half, "no network");
        assertThat(run(model, Device.CPU)).hasToString("model.onnx");
        assertThatThrownBy(() -> run(model, GPU))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(half + ": expected an ONNX network");
        assertThatThrownBy(() -> registry.register(model, Registration.plain()))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("model_fp16.onnx: expected an ONNX network");
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void aRegistryKeepsItAndItsHash() throws IOException {
        RegisteredModel without = registry.register(model, Registration.plain());
        writeHalf();
        RegisteredModel with = registry.register(model, Registration.plain());
        Path place = registry.path(with.id());
        assertThat(run(registry.path(without.id()), GPU)).hasToString("model.onnx");
        assertThat(run(place, GPU)).hasToString("model_fp16.onnx");
        assertThat(run(place, Device.CPU)).hasToString("model.onnx");
        assertThat(with.bytes()).isGreaterThan(without.bytes() + Files.size(half));
        // Only one of the networks is in memory at a time; the hash makes the descriptor longer.
        assertThat(registry.estimateMemory(with.id()))
                .isBetween(
                        registry.estimateMemory(without.id()),
                        registry.estimateMemory(without.id()) + 200);

        Files.copy(
                network(), place.resolve("model_fp16.onnx"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> run(place, GPU))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("model_fp16.onnx: expected the SHA-256");
    }

    @Test
    void aHashOfADirectoryIsNotItsOwn() throws IOException {
        writeHalf();
        var hashed = Registration.plain().withSha256(Sha256.of(network()));
        assertThat(run(registry.path(registry.register(model, hashed).id()), GPU))
                .hasToString("model.onnx");
        describe(false, Sha256.of(half));
        assertThat(run(registry.path(registry.register(model, hashed).id()), GPU))
                .hasToString("model_fp16.onnx");
        describe(false, "0".repeat(64));
        assertThatThrownBy(() -> registry.register(model, hashed))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("model_fp16.onnx: expected the SHA-256 000");
    }
}
