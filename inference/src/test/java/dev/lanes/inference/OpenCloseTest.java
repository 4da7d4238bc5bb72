package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opening, encoding and closing again and again; `-Dlanes.soak=1000` does so more often than the
/// build.
class OpenCloseTest {
    private static final int ROUNDS = Integer.getInteger("lanes.soak", 30);

    @TempDir private Path folder;

    @Test
    void leavesNoNativeMemory() throws Exception {
        TinyModel.write(folder, TinyModel.descriptor("mean", "false"));
        rounds(ROUNDS);
        long before = Resident.bytes();
        rounds(ROUNDS);
        // A session of this network takes some hundreds of KB, a model's file none of them.
        assertThat(Resident.bytes() - before)
                .as("bytes after %d rounds more", ROUNDS)
                .isLessThan(16L << 20);
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            try (var encoder = DenseEncoder.open(folder)) {
                assertThat(encoder.encodePassages(List.of("one", "two one"))).hasDimensions(2, 2);
                assertThat(encoder.encodeQuery("two")).containsExactly(3, 1);
            }
        }
    }
}
