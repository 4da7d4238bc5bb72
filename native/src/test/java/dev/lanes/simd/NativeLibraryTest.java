package dev.lanes.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {
    private static final String[] MODULES = {
        "dev.lanes.simd", "dev.lanes.simd.linux.x86_64", "dev.lanes.simd.linux.aarch64"
    };

    @AfterEach
    void clear() {
        System.clearProperty(Settings.TIER);
        System.clearProperty(Settings.PAGES);
    }

    @Test
    void memoryMayBeLeftToTheJvm() {
        assumeLoaded();
        assertThat(Pages.load()).isPresent();
        System.setProperty(Settings.PAGES, "small");
        assertThat(Pages.load()).isEmpty();
        System.setProperty(Settings.PAGES, "large");
        assertThatThrownBy(Pages::load)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "system property lanes.native.pages must be huge or small but was \"large\"");
    }

    @Test
    void loadsInEveryClassLoader() throws Exception {
        assumeLoaded();
        var jars = new ArrayList<URL>();
        for (var module : MODULES) {
            jars.add(location(module).toUri().toURL());
        }
        // Without a parent: those of the JDK would find this module's own class.
        try (var first = new URLClassLoader(jars.toArray(new URL[0]), null);
                var second = new URLClassLoader(jars.toArray(new URL[0]), null)) {
            assertThat(loadIn(first.loadClass(NativeLibrary.class.getName()))).startsWith("Loaded");
            assertThat(loadIn(second.loadClass(NativeLibrary.class.getName())))
                    .startsWith("Loaded");
        }
    }

    /// Where each module has a class loader of its own, none sees what lies in another's jar.
    @Test
    void loadsInEveryModuleLayer() throws Exception {
        assumeLoaded();
        var finder =
                ModuleFinder.of(
                        Stream.of(MODULES).map(NativeLibraryTest::location).toArray(Path[]::new));
        var boot = ModuleLayer.boot();
        var configuration =
                boot.configuration().resolve(finder, ModuleFinder.of(), Set.of(MODULES));
        for (int i = 0; i < 2; i++) {
            var layer =
                    ModuleLayer.defineModulesWithManyLoaders(
                            configuration, List.of(boot), ClassLoader.getPlatformClassLoader());
            var module = layer.layer().findModule(MODULES[0]).orElseThrow();
            layer.enableNativeAccess(module);
            layer.addExports(module, "dev.lanes.simd", NativeLibraryTest.class.getModule());
            assertThat(loadIn(Class.forName(module, NativeLibrary.class.getName())))
                    .startsWith("Loaded");
        }
    }

    @Test
    void whereItsJarIsMissingTheReasonSaysSo() throws Exception {
        assumeLoaded();
        URL[] jars = {location(MODULES[0]).toUri().toURL()};
        try (var loader = new URLClassLoader(jars, null)) {
            assertThat(loadIn(loader.loadClass(NativeLibrary.class.getName())))
                    .startsWith("Failed[reason=there is no liblanes-linux-")
                    .contains(".so: its jar is missing");
        }
    }

    private static Path location(String name) {
        var configuration = NativeLibrary.class.getModule().getLayer().configuration();
        var module = configuration.findModule(name).orElseThrow();
        return Path.of(module.reference().location().orElseThrow());
    }

    private static String loadIn(Class<?> library) throws Exception {
        assertThat(library).isNotSameAs(NativeLibrary.class);
        return library.getMethod("load").invoke(null).toString();
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
