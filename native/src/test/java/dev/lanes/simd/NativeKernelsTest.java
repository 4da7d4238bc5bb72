package dev.lanes.simd;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The kernels below the checks of the kernels room, each tier that this processor has.
class NativeKernelsTest {
    private static final int DIMENSION = 48;
    private static final int BYTES = DIMENSION * Float.BYTES;
    private static final float UNTOUCHED = 12345;

    private final Arena arena = Arena.ofConfined();
    private final Random random = new Random(3);

    @AfterEach
    void close() {
        arena.close();
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void everyCountIsRightAndNoMoreIsWritten(Tier tier) {
        var kernels = kernels(tier);
        for (int count = 0; count <= 40; count++) {
            var block = new Block(count, 0);
            kernels.block(BlockOperation.F32_DOT)
                    .score(block.query(), block.rows(), count, BYTES, block.results());
            block.check(kernelName(tier, count), 1, 0);
            kernels.block(BlockOperation.F32_SQUARED_L2)
                    .score(block.query(), block.rows(), count, BYTES, block.results());
            block.check(kernelName(tier, count), 0, -1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 12, 36, 60})
    void rowsNeedNoAlignment(int offset) {
        for (var tier : Tier.values()) {
            if ((available() & tier.bit) != 0) {
                var block = new Block(19, offset);
                kernels(tier)
                        .block(BlockOperation.F32_DOT)
                        .score(block.query(), block.rows(), 19, BYTES, block.results());
                block.check(tier.label(), 1, 0);
            }
        }
    }

    private static String kernelName(Tier tier, int count) {
        return "%s, %d rows".formatted(tier.label(), count);
    }

    private static NativeKernels kernels(Tier tier) {
        assumeTrue((available() & tier.bit) != 0, tier + " cannot run here");
        return new NativeKernels(tier);
    }

    private static int available() {
        assumeTrue(
                NativeLibrary.load() instanceof LibraryLoad.Loaded,
                () -> "native kernels do not run here: " + NativeLibrary.load());
        return Border.tiers();
    }

    /// A query, rows and room for one result more than there are rows.
    private final class Block {
        private final int count;
        private final MemorySegment query;
        private final MemorySegment[] row;
        private final MemorySegment addresses;
        private final MemorySegment results;

        Block(int count, int offset) {
            this.count = count;
            query = random(offset);
            row = new MemorySegment[count];
            addresses = arena.allocate(JAVA_LONG, count + 1);
            results = arena.allocate(4L * (count + 1), 64);
            for (int i = 0; i < count; i++) {
                row[i] = random(offset);
                addresses.setAtIndex(JAVA_LONG, i, row[i].address());
            }
            results.setAtIndex(JAVA_FLOAT_UNALIGNED, count, UNTOUCHED);
        }

        private MemorySegment random(int offset) {
            var values = arena.allocate(offset + 4L * DIMENSION, 64).asSlice(offset);
            for (int i = 0; i < DIMENSION; i++) {
                values.setAtIndex(JAVA_FLOAT_UNALIGNED, i, (float) random.nextGaussian());
            }
            return values;
        }

        long query() {
            return query.address();
        }

        long rows() {
            return addresses.address();
        }

        long results() {
            return results.address();
        }

        /// Compares each result with dot · Σ qr + l2 · Σ (q − r)² in double.
        void check(String name, double dot, double l2) {
            for (int i = 0; i < count; i++) {
                double exact = 0;
                for (int j = 0; j < DIMENSION; j++) {
                    double q = query.getAtIndex(JAVA_FLOAT_UNALIGNED, j);
                    double r = row[i].getAtIndex(JAVA_FLOAT_UNALIGNED, j);
                    exact += dot * q * r + l2 * (q - r) * (q - r);
                }
                assertThat((double) results.getAtIndex(JAVA_FLOAT_UNALIGNED, i))
                        .as("%s, row %d", name, i)
                        .isCloseTo(exact, within(1e-3));
            }
            assertThat(results.getAtIndex(JAVA_FLOAT_UNALIGNED, count)).isEqualTo(UNTOUCHED);
        }
    }
}
