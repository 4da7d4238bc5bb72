package dev.lanes.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/// The build runs this module's tests once per backend and says here which one it meant.
class BackendTest {
    @Test
    void theBackendThatWasAskedForRuns() {
        assertThat(Kernels.best().description())
                .as("the build must say what it expects: property lanes.test.expect")
                .startsWith(System.getProperty("lanes.test.expect", "unset"));
        assertThat(Kernels.best().description())
                .startsWithIgnoringCase(Kernels.best().backend().name());
    }

    @Test
    void bestIsChosenOnce() {
        assertThat(Kernels.best()).isSameAs(Kernels.best());
    }

    @Test
    void scalarRunsEverywhere() {
        assertThat(Kernels.of(Backend.SCALAR).backend()).isEqualTo(Backend.SCALAR);
    }

    @Test
    void withoutTheVectorApiPanamaSaysWhatItNeeds() {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty(),
                "the Vector API is there");
        assertThatThrownBy(() -> Kernels.of(Backend.PANAMA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("--add-modules jdk.incubator.vector");
    }
}
