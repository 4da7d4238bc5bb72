package dev.lanes.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTest {
    @TempDir private Path folder;

    @Test
    void isUnknownOutsideACheckout() {
        assertThat(Commit.of(folder)).isEqualTo("unknown");
    }

    @Test
    void tellsWhetherFilesWereChangedSince() throws Exception {
        assumeTrue(git("init", "--quiet"), "needs git");
        Path file = Files.writeString(folder.resolve("file"), "one");
        assertThat(git("add", "file")).isTrue();
        assertThat(git("commit", "--quiet", "--message", "one")).isTrue();

        String clean = Commit.of(folder);
        assertThat(clean).matches("[0-9a-f]{4,40}");

        Files.writeString(file, "two");
        assertThat(Commit.of(folder)).isEqualTo(clean + "-dirty");
    }

    private boolean git(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of("-c", "user.name=t", "-c", "user.email=t@example.org"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
