package dev.lanes.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BitsTest {
    private static final long SEED = 83;

    @Test
    void givesTheNextOnesInBlocks() {
        var random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            int length = 1 + random.nextInt(300);
            var bits = Bits.over(OffHeap.scratch(Bits.bytes(length)), length);
            var model = new BitSet();
            double share = random.nextDouble();
            for (int i = 0; i < length; i++) {
                if (random.nextDouble() < share) {
                    bits.set(i);
                    model.set(i);
                }
            }
            int from = random.nextInt(length);
            int end = random.nextInt(length + 70);
            var block = new int[1 + random.nextInt(100)];
            int count = bits.next(from, end, block);

            assertThat(Arrays.stream(block).limit(count))
                    .as("seed %d, round %d, from %d to %d", SEED, round, from, end)
                    .containsExactlyElementsOf(
                            model.stream()
                                    .filter(bit -> bit >= from && bit < end)
                                    .limit(block.length)
                                    .boxed()
                                    .toList());
        }
    }
}
