package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.PanamaLanes.LONGS;
import static dev.lanes.kernels.internal.PanamaLanes.LONG_LENGTH;
import static dev.lanes.kernels.internal.PanamaLanes.loadLongs;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;

/// Jaccard similarities of bits. Two counts a row leave no registers for eight rows where vectors
/// have 256 bits, and rows of bits are short: one row after the other.
final class PanamaJaccard implements RowByRow.Row<long[]> {
    @Override
    public float value(long[] query, MemorySegment row, long at) {
        var both = LongVector.zero(LONGS);
        var either = LongVector.zero(LONGS);
        for (int i = 0; i < query.length; i += LONG_LENGTH) {
            var q = LongVector.fromArray(LONGS, query, i);
            var bits = loadLongs(row, at + 8L * i);
            both = both.add(bits.and(q).lanewise(BIT_COUNT));
            either = either.add(bits.or(q).lanewise(BIT_COUNT));
        }
        return ScalarBits.jaccard((int) both.reduceLanes(ADD), (int) either.reduceLanes(ADD));
    }
}
