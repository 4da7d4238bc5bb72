package dev.lanes.jmh.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryDirectoryTest {
    @Test
    void isGoneWithAllThatIsInIt() throws IOException {
        TemporaryDirectory folder = new TemporaryDirectory("lanes-test");
        Path path = folder.path();
        Files.writeString(Files.createDirectory(path.resolve("deep")).resolve("file"), "x");

        folder.close();
        assertThat(path).doesNotExist();

        folder.close();
    }
}
