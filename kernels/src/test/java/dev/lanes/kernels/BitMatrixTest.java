package dev.lanes.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.memory.OffHeap;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of bits on the backend under test, against [BitSet].
class BitMatrixTest {
    private static final long SEED = 13;
    private static final int ROWS = 83;

    private final OffHeap memory = OffHeap.forOwner("test");
    private final Random random = new Random(SEED);

    @AfterEach
    void close() {
        memory.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 120, 128, 136, 256, 504, 512, 520, 768, 1024, 4096, 65536})
    void countsBits(int bits) {
        var rows = new byte[ROWS][];
        var hamming = create(bits, BitSimilarity.HAMMING);
        var jaccard = create(bits, BitSimilarity.JACCARD);
        for (int i = 0; i < ROWS; i++) {
            rows[i] = randomRow(bits);
            assertThat(hamming.add(rows[i])).isEqualTo(i);
            jaccard.add(rows[i]);
        }
        var query = randomRow(bits);
        var distances = hamming.scorer(query);
        var similarities = jaccard.scorer(query);
        for (int count : new int[] {0, 1, 7, 8, 9, 16, ROWS}) {
            var ordinals = random.ints(count, 0, ROWS).toArray();
            var values = new float[count];
            distances.score(ordinals, count, values);
            var shares = new float[count];
            similarities.score(ordinals, count, shares);
            for (int i = 0; i < count; i++) {
                var row = rows[ordinals[i]];
                assertThat(values[i]).as("seed %d", SEED).isEqualTo(-different(query, row));
                assertThat(shares[i]).as("seed %d", SEED).isEqualTo(share(query, row));
                assertThat(distances.score(ordinals[i])).isEqualTo(values[i]);
            }
        }
        assertThat(hamming.row(5)).isEqualTo(rows[5]);
    }

    @Test
    void emptySetsAreAlike() {
        var matrix = create(64, BitSimilarity.JACCARD);
        matrix.add(new byte[8]);
        matrix.add(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
        assertThat(matrix.scorer(new byte[8]).score(0)).isEqualTo(1);
        assertThat(matrix.scorer(new byte[8]).score(1)).isZero();
    }

    @Test
    void refusesWhatIsWrong() {
        for (int wrong : new int[] {0, -8, 12, BitMatrix.MAX_BITS + 8}) {
            assertThatThrownBy(() -> create(wrong, BitSimilarity.HAMMING))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("bits must be a multiple of 8 in 8..65536 but were " + wrong);
        }
        var matrix = create(16, BitSimilarity.HAMMING);
        assertThatThrownBy(() -> matrix.add(new byte[3]))
                .hasMessage("row must have 16 bits but had 24");
        assertThatThrownBy(() -> matrix.scorer(new byte[1]))
                .hasMessage("row must have 16 bits but had 8");
        matrix.add(new byte[2]);
        var scorer = matrix.scorer(new byte[2]);
        matrix.add(new byte[2]);
        for (int row : new int[] {-1, 1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> scorer.score(row))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        memory.close();
        assertThatThrownBy(() -> scorer.score(0)).isInstanceOf(IllegalStateException.class);
    }

    private BitMatrix create(int bits, BitSimilarity similarity) {
        return BitMatrix.create(bits, similarity, memory, Kernels.best());
    }

    private byte[] randomRow(int bits) {
        var row = new byte[bits / 8];
        random.nextBytes(row);
        return row;
    }

    private static int different(byte[] a, byte[] b) {
        var bits = BitSet.valueOf(a);
        bits.xor(BitSet.valueOf(b));
        return bits.cardinality();
    }

    private static float share(byte[] a, byte[] b) {
        var both = BitSet.valueOf(a);
        both.and(BitSet.valueOf(b));
        var either = BitSet.valueOf(a);
        either.or(BitSet.valueOf(b));
        return either.isEmpty() ? 1 : (float) both.cardinality() / either.cardinality();
    }
}
