package dev.lanes.jmh.peer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanes.jmh.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody is told who lacks a compiler or a header.
class CompiledLibraryTest {
    @Test
    void saysHowToInstallTheCompiler() {
        refuses(
                "/nosuch/g++",
                "hnswlib needs the compiler /nosuch/g++, which cannot be run: apt-get install -y g++"
                        + " libhnswlib-dev");
    }

    @Test
    void saysHowToInstallTheHeader(@TempDir Path empty) {
        assumeTrue(runs("g++"), "needs g++");
        refuses(
                "g++ -nostdinc -nostdinc++ -I" + empty,
                "hnswlib needs the header hnswlib/hnswlib.h, which was not found: apt-get install -y"
                        + " g++ libhnswlib-dev");
    }

    @Test
    void repeatsTheCompilersOwnError() {
        assumeTrue(runs("g++"), "needs g++");
        refuses(
                "g++ --nosuch-option",
                "hnswlib cannot be compiled by g++ --nosuch-option: g++: error: unrecognized");
    }

    private static void refuses(String compiler, String message) {
        assertThatThrownBy(() -> CompiledLibrary.load(Hnswlib.RECIPE, compiler))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message);
    }

    private static boolean runs(String compiler) {
        try {
            new ProcessBuilder(compiler, "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
