package dev.lanes.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {
    @AfterEach
    void clear() {
        System.clearProperty(Settings.TIER);
    }

    @Test
    void loadsInEveryClassLoader() throws Exception {
        assumeLoaded();
        URL[] classes = {NativeLibrary.class.getProtectionDomain().getCodeSource().getLocation()};
        // Without a parent: those of the JDK would find this module's own class.
        try (var first = new URLClassLoader(classes, null);
                var second = new URLClassLoader(classes, null)) {
            assertThat(loadIn(first)).startsWith("Loaded");
            assertThat(loadIn(second)).startsWith("Loaded");
        }
    }

    private static String loadIn(ClassLoader loader) throws Exception {
        var type = loader.loadClass(NativeLibrary.class.getName());
        assertThat(type).isNotSameAs(NativeLibrary.class);
        return type.getMethod("load").invoke(null).toString();
    }

    @Test
    void aTierCanBeForcedAndForbidden() {
        var best = assumeLoaded();
        System.setProperty(Settings.TIER, best.label());
        assertThat(assumeLoaded()).isEqualTo(best);
        System.setProperty(Settings.TIER, "no-" + best.label());
        if (NativeLibrary.load() instanceof LibraryLoad.Loaded(var kernels)) {
            assertThat(kernels.tier()).isLessThan(best);
        } else {
            assertThat(best).isNotEqualTo(Tier.AVX512);
        }
    }

    @Test
    void aTierThatThisProcessorLacksIsRefused() {
        var best = assumeLoaded();
        var foreign = best == Tier.NEON ? Tier.AVX2 : Tier.NEON;
        System.setProperty(Settings.TIER, foreign.label());
        assertThatThrownBy(NativeLibrary::load)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lanes.native.tier must be a tier that this processor has")
                .hasMessageContaining(best.label())
                .hasMessageEndingWith("but was \"%s\"".formatted(foreign.label()));
    }

    @Test
    void aTierThatNobodyKnowsIsRefused() {
        assumeLoaded();
        for (var wrong : new String[] {"avx3", "no-", "no-avx3", "AVX2"}) {
            System.setProperty(Settings.TIER, wrong);
            assertThatThrownBy(NativeLibrary::load)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("must be one of avx2, avx512, vnni, amx, neon, dotprod")
                    .hasMessageEndingWith("but was \"%s\"".formatted(wrong));
        }
    }

    private static Tier assumeLoaded() {
        var load = NativeLibrary.load();
        assumeTrue(
                load instanceof LibraryLoad.Loaded,
                () -> "native kernels do not run here: " + load);
        return ((LibraryLoad.Loaded) load).kernels().tier();
    }
}
