package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models are found by a known name, by what a registry calls them, and by a path.
class ModelSourceTest {
    @TempDir Path folder;

    private Path model;
    private Path directory;
    private ModelSource source;

    @BeforeEach
    void write() throws IOException {
        model = TinyModel.write(folder.resolve("model"), TinyModel.descriptor("mean", "false"));
        directory = folder.resolve("registry");
        source = ModelSource.of().withRegistry(directory);
    }

    private static float[] query(FoundModel found) {
        try (DenseEncoder encoder = found.openDense(EncoderSettings.of())) {
            return encoder.encodeQuery("two");
        }
    }

    @Test
    void knownModels() {
        FoundModel found = source.find("e5-small-v2");
        assertThat(found.id()).isEqualTo("e5-small-v2");
        assertThat(found.model()).isEqualTo(Models.named("e5-small-v2"));
        try (DenseEncoder encoder = found.openDense(EncoderSettings.of());
                DenseEncoder named = DenseEncoder.open("e5-small-v2")) {
            assertThat(encoder.encodeQuery("a lake")).isEqualTo(named.encodeQuery("a lake"));
        }
        assertThat(directory).as("finding makes no registry").doesNotExist();
    }

    @Test
    void registeredModels() {
        try (var registry = ModelRegistry.open(directory)) {
            registry.register(model, Registration.plain());
            FoundModel first = source.find("tiny");
            assertThat(first.id()).isEqualTo("tiny:1");
            registry.register(model, Registration.plain());
            assertThat(source.find("tiny").id()).isEqualTo("tiny:2");
            assertThat(source.find("tiny:1").id()).isEqualTo("tiny:1");
            try (DenseEncoder direct = DenseEncoder.open(model)) {
                assertThat(query(first)).isEqualTo(direct.encodeQuery("two"));
            }
            registry.delete("tiny:1");
            assertThatThrownBy(() -> query(first)).isInstanceOf(ModelFileException.class);
        }
        assertThat(source.find("tiny:2").model().name()).isEqualTo("tiny");
    }

    @Test
    void aKnownNameMeansTheKnownModel() {
        try (var registry = ModelRegistry.open(directory)) {
            registry.register(model, Registration.plain().withName("e5-small-v2"));
        }
        assertThat(source.find("e5-small-v2").model().dimension()).isEqualTo(384);
        assertThat(source.find("e5-small-v2:1").model().dimension()).isEqualTo(2);
    }

    @Test
    void packagesByTheirPaths() throws IOException {
        Path zip = Zips.of(model, "", folder.resolve("tiny.zip"));
        for (Path path : new Path[] {model, zip}) {
            FoundModel found = ModelSource.of().find(path.toString());
            assertThat(found.id()).isEqualTo(path.toString());
            assertThat(found.model().name()).isEqualTo("tiny");
            try (DenseEncoder direct = DenseEncoder.open(model)) {
                assertThat(query(found)).isEqualTo(direct.encodeQuery("two"));
            }
        }
    }

    @Test
    void whatIsNothingOfThat() {
        for (String absent : new String[] {"", " ", "tiny:9", "../x", "a\0b", "no/such/folder"}) {
            assertThatThrownBy(() -> ModelSource.of().find(absent))
                    .isInstanceOf(UnknownModelException.class)
                    .hasMessageContaining("model must be one of [all-MiniLM-L6-v2")
                    .hasMessageContaining(", or the path of a package, but was \"" + absent + "\"")
                    .hasMessageNotContaining("registered");
        }
        try (var registry = ModelRegistry.open(directory)) {
            registry.register(model, Registration.plain());
        }
        assertThatThrownBy(() -> source.find("absent"))
                .isInstanceOf(UnknownModelException.class)
                .hasMessageContaining("], which are known, of [tiny:1], which are registered in ")
                .hasMessageContaining(directory.toString());
    }

    @Test
    void damageIsNamed() throws IOException {
        try (var registry = ModelRegistry.open(directory)) {
            registry.register(model, Registration.plain());
        }
        Files.writeString(directory.resolve("models/tiny/1/descriptor.json"), "{");
        assertThatThrownBy(() -> source.find("tiny"))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("descriptor.json");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> source.find(empty.toString()))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("descriptor.json: expected a file but found none");
    }

    @Test
    void theKindMustBeTheModels() {
        FoundModel found = source.find(model.toString());
        assertThatThrownBy(() -> found.openSparse(EncoderSettings.of()))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected a model of kind SPARSE but found DENSE");
        assertThatThrownBy(() -> found.openCross(EncoderSettings.of()))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected a model of kind CROSS_ENCODER but found DENSE");
    }
}
