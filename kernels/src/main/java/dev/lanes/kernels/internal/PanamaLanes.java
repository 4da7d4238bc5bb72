package dev.lanes.kernels.internal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The width of a vector, and how its lanes are read and added.
final class PanamaLanes {
    /// As wide as the processor prefers, within the 128 to 512 bits that rows are padded for.
    static final VectorSpecies<Float> SPECIES = species();

    static final int LENGTH = SPECIES.length();

    private static final VectorShuffle<Float> BY_8 = rotation(8);
    private static final VectorShuffle<Float> BY_4 = rotation(4);
    private static final VectorShuffle<Float> BY_2 = rotation(2);
    private static final VectorShuffle<Float> BY_1 = rotation(1);

    private PanamaLanes() {}

    private static VectorSpecies<Float> species() {
        int preferred = FloatVector.SPECIES_PREFERRED.length();
        if (preferred > FloatKernels.LANES) {
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
