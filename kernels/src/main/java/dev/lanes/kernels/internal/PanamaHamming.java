package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.PanamaLanes.LONGS;
import static dev.lanes.kernels.internal.PanamaLanes.LONG_LENGTH;
import static dev.lanes.kernels.internal.PanamaLanes.loadLongs;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;

/// Hamming distances of bits, negated.
final class PanamaHamming implements GroupByGroup.Operation<long[]> {
    private long[] query = {};

    @Override
    public void prepare(long[] query) {
        this.query = query;
    }

    @Override
    public int groupSize() {
        return 4;
    }

    @Override
    public float one(MemorySegment row, long at) {
        var words = query;
        var sum = LongVector.zero(LONGS);
        for (int i = 0; i < words.length; i += LONG_LENGTH) {
            var q = LongVector.fromArray(LONGS, words, i);
            sum = add(q, loadLongs(row, at + 8L * i), sum);
        }
        return -sum.reduceLanes(ADD);
    }

    @Override
    public void group(RowGroup rows, float[] raw, int from) {
        var s0 = LongVector.zero(LONGS);
        var s1 = s0;
        var s2 = s0;
        var s3 = s0;
        var words = query;
        for (int i = 0; i < words.length; i += LONG_LENGTH) {
            var q = LongVector.fromArray(LONGS, words, i);
            long at = 8L * i;
            s0 = add(q, loadLongs(rows.m0, rows.a0 + at), s0);
            s1 = add(q, loadLongs(rows.m1, rows.a1 + at), s1);
            s2 = add(q, loadLongs(rows.m2, rows.a2 + at), s2);
            s3 = add(q, loadLongs(rows.m3, rows.a3 + at), s3);
        }
        raw[from] = -s0.reduceLanes(ADD);
        raw[from + 1] = -s1.reduceLanes(ADD);
        raw[from + 2] = -s2.reduceLanes(ADD);
        raw[from + 3] = -s3.reduceLanes(ADD);
    }

    private static LongVector add(LongVector q, LongVector bits, LongVector sum) {
        return sum.add(bits.lanewise(XOR, q).lanewise(BIT_COUNT));
    }
}
