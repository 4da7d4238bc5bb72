package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;
import dev.lanes.vector.Similarity;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Plain Java. Four sums a row, so that one addition need not wait for the last.
public final class ScalarFloatKernels implements FloatKernels {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);

    ScalarFloatKernels() {}

    @Override
    public BlockKernel kernel(Similarity similarity, Records rows) {
        return similarity == Similarity.EUCLIDEAN ? new NegatedSquaredL2(rows) : new Dot(rows);
    }

    private static final class Dot implements BlockKernel {
        private final Records rows;
        private float[] query = {};

        Dot(Records rows) {
            this.rows = rows;
        }

        @Override
        public void prepare(float[] query) {
            this.query = query;
        }

        @Override
        public void score(int[] ordinals, int count, float[] raw) {
            for (int i = 0; i < count; i++) {
                int row = ordinals[i];
                raw[i] = dot(query, rows.segment(row), rows.offset(row));
            }
        }
    }

    private static final class NegatedSquaredL2 implements BlockKernel {
        private final Records rows;
        private float[] query = {};

        NegatedSquaredL2(Records rows) {
            this.rows = rows;
        }

        @Override
        public void prepare(float[] query) {
            this.query = query;
        }

        @Override
        public void score(int[] ordinals, int count, float[] raw) {
            for (int i = 0; i < count; i++) {
                int row = ordinals[i];
                raw[i] = -squaredL2(query, rows.segment(row), rows.offset(row));
            }
        }
    }

    private static float dot(float[] query, MemorySegment row, long at) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < query.length; i += 4, at += 16) {
            a += query[i] * row.get(FLOAT, at);
            b += query[i + 1] * row.get(FLOAT, at + 4);
            c += query[i + 2] * row.get(FLOAT, at + 8);
            d += query[i + 3] * row.get(FLOAT, at + 12);
        }
        return (a + b) + (c + d);
    }

    private static float squaredL2(float[] query, MemorySegment row, long at) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < query.length; i += 4, at += 16) {
            float p = query[i] - row.get(FLOAT, at);
            float q = query[i + 1] - row.get(FLOAT, at + 4);
            float r = query[i + 2] - row.get(FLOAT, at + 8);
            float s = query[i + 3] - row.get(FLOAT, at + 12);
            a += p * p;
            b += q * q;
            c += r * r;
            d += s * s;
        }
        return (a + b) + (c + d);
    }

    @Override
    public String description() {
        return "scalar";
    }
}
