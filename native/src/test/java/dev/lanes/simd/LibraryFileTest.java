package dev.lanes.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One file must load on every Linux: it may need nothing.
class LibraryFileTest {
    private static final long NEEDED = 1;
    private static final long TEXT_RELOCATIONS = 22;

    @ParameterizedTest
    @ValueSource(strings = {"liblanes-linux-x86_64.so", "liblanes-linux-aarch64.so"})
    void needsNothingAndExportsTheBordersOnly(String name) throws IOException {
        var elf = new ElfFile(bytes(name));
        assertThat(elf.dynamicTags()).doesNotContain(NEEDED, TEXT_RELOCATIONS);
        assertThat(elf.undefinedSymbols()).isEmpty();
        assertThat(elf.exportedSymbols())
                .containsExactlyInAnyOrder(
                        Stream.of(
                                        Border.class,
                                        BatchBorder.class,
                                        WalkBorder.class,
                                        PostingBorder.class,
                                        PackedBorder.class)
                                .flatMap(border -> Arrays.stream(border.getDeclaredMethods()))
                                .filter(method -> Modifier.isNative(method.getModifiers()))
                                .map(LibraryFileTest::symbol)
                                .toArray(String[]::new));
        assertThat(elf.wantsExecutableStack()).isFalse();
    }

    private static String symbol(Method method) {
        String border = method.getDeclaringClass().getName();
        return "Java_" + border.replace('.', '_') + "_" + method.getName();
    }

    private static byte[] bytes(String name) throws IOException {
        try (var library = ClassLoader.getSystemResourceAsStream("META-INF/lanes/" + name)) {
            assumeTrue(library != null, name + " was not built: no compiler for it");
            return library.readAllBytes();
        }
    }
}
