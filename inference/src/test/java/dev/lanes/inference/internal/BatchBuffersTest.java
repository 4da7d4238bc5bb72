package dev.lanes.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.inference.Pooling;
import dev.lanes.memory.MemoryLimitException;
import dev.lanes.memory.OffHeap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchBuffersTest {
    private static final int DIMENSION = 1000;

    /// The inputs of the larger batch fit into the limit and its output does not: what was closed
    /// for it must not be written to by the batch that comes next.
    @Test
    void refusedMemoryLeavesNothingOfTheOldOne() {
        try (var memory = OffHeap.limited("test", 100_000);
                var buffers =
                        new BatchBuffers(memory, new Head.TokenVectors(DIMENSION, Pooling.CLS))) {
            List<TokenSequence> small = List.of(TokenSequence.of(new long[4]));
            buffers.fill(small);
            assertThatThrownBy(() -> buffers.fill(List.of(TokenSequence.of(new long[40]))))
                    .isInstanceOf(MemoryLimitException.class);
            buffers.fill(small);
            for (int i = 0; i < DIMENSION; i++) {
                buffers.output().put(i, i);
            }
            List<float[]> rows = new ArrayList<>();
            buffers.read((_, row) -> rows.add(row));
            assertThat(rows.getFirst()).hasSize(DIMENSION).startsWith(0, 1).endsWith(998, 999);
        }
    }
}
