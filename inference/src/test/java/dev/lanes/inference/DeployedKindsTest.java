package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models of every kind give from a registry what they give from their files.
class DeployedKindsTest {
    @TempDir Path folder;

    private ModelRegistry registry;

    @BeforeEach
    void open() {
        registry = ModelRegistry.open(folder.resolve("registry"));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private ModelLease deployed(Path model) {
        String id = registry.register(model, Registration.plain()).id();
        long before = registry.memoryInUse();
        registry.deploy(id);
        assertThat(registry.memoryInUse()).isGreaterThan(before);
        return registry.lease(id);
    }

    @Test
    void sparseEncoder() throws IOException {
        Path model = SharedModels.sparseMini(folder.resolve("m"));
        try (ModelLease lease = deployed(model);
                SparseEncoder direct = SparseEncoder.open(model)) {
            var found = lease.as(SparseEncoder.class).encodeQuery("who wrote the opera?");
            assertThat(found).isEqualTo(direct.encodeQuery("who wrote the opera?"));
            assertThat(found.size()).isPositive();
            assertThatThrownBy(() -> lease.as(DenseEncoder.class))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("sparse-mini");
        }
    }

    @Test
    void crossEncoder() throws IOException {
        Path model = SharedModels.rerankMini(folder.resolve("m"), "sigmoid");
        var passages = List.of("The Godfather. A crime dynasty.", "Finding Nemo. A clownfish.");
        try (ModelLease lease = deployed(model);
                CrossEncoder direct = CrossEncoder.open(model)) {
            assertThat(lease.as(CrossEncoder.class).scores("mafia boss", passages))
                    .containsExactly(direct.scores("mafia boss", passages));
        }
    }
}
