package dev.lanes.kernels.internal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The width of a vector, and how its lanes are read and added.
final class PanamaLanes {
    /// As wide as the processor prefers, within the 128 to 512 bits that rows are padded for.
    static final VectorSpecies<Float> SPECIES = species();

    static final int LENGTH = SPECIES.length();

    static final VectorSpecies<Short> SHORTS = SPECIES.withLanes(short.class);
    static final int SHORT_LENGTH = SHORTS.length();
    static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    static final VectorSpecies<Long> LONGS = SPECIES.withLanes(long.class);
    static final int LONG_LENGTH = LONGS.length();

    private static final VectorShuffle<Float> BY_8 = rotation(8);
    private static final VectorShuffle<Float> BY_4 = rotation(4);
    private static final VectorShuffle<Float> BY_2 = rotation(2);
    private static final VectorShuffle<Float> BY_1 = rotation(1);

    private PanamaLanes() {}

    private static VectorSpecies<Float> species() {
        int preferred = FloatVector.SPECIES_PREFERRED.length();
        if (preferred > BackendKernels.LANES) {
            return FloatVector.SPECIES_512;
        }
        return preferred < 4 ? FloatVector.SPECIES_128 : FloatVector.SPECIES_PREFERRED;
    }

    private static VectorShuffle<Float> rotation(int by) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane + by) % SPECIES.length());
    }

    static FloatVector load(MemorySegment row, long at) {
        return FloatVector.fromMemorySegment(SPECIES, row, at, LITTLE_ENDIAN);
    }

    static ShortVector loadShorts(MemorySegment row, long at) {
        return ShortVector.fromMemorySegment(SHORTS, row, at, LITTLE_ENDIAN);
    }

    static IntVector loadInts(MemorySegment row, long at) {
        return IntVector.fromMemorySegment(INTS, row, at, LITTLE_ENDIAN);
    }

    static LongVector loadLongs(MemorySegment row, long at) {
        return LongVector.fromMemorySegment(LONGS, row, at, LITTLE_ENDIAN);
    }

    /// Adds 16-bit lanes, two by two, to 32-bit ones.
    static IntVector widen(ShortVector products, IntVector sum) {
        var pairs = products.reinterpretAsInts();
        var low = pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
        return sum.add(low).add(pairs.lanewise(VectorOperators.ASHR, 16));
    }

    /// Adds the lanes, always in the same order. `reduceLanes` may use another order once it is
    /// compiled, and then two builds of one graph would differ.
    static float total(FloatVector sum) {
        if (LENGTH >= 16) {
            sum = sum.add(sum.rearrange(BY_8));
        }
        if (LENGTH >= 8) {
            sum = sum.add(sum.rearrange(BY_4));
        }
        sum = sum.add(sum.rearrange(BY_2));
        return sum.add(sum.rearrange(BY_1)).lane(0);
    }
}
