package dev.lanes.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names of files that come from others lead nowhere else.
class FoldersTest {
    @Test
    void currentDirectoryIsADirectory() {
        for (String folder : List.of(".", "", "..", "models/tiny")) {
            assertThat(Folders.inside(Path.of(folder), "onnx/model.onnx"))
                    .as(folder)
                    .contains(Path.of(folder).resolve("onnx/model.onnx"));
        }
    }

    @Test
    void namesThatLeadOut() {
        for (String name : List.of("..", "../a", "a/../../b", "/a", "", ".", "a/..", "a\0b")) {
            assertThat(Folders.inside(Path.of("."), name)).as(name).isEmpty();
        }
    }
}
