package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;
import dev.lanes.vector.Similarity;

/// Java's Vector API: whole groups of eight rows, then the rest one by one.
public final class PanamaFloatKernels implements FloatKernels {
    PanamaFloatKernels() {}

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
            int i = 0;
            for (; i + 8 <= count; i += 8) {
                PanamaDot.eight(query, rows, ordinals, i, raw);
            }
            for (; i < count; i++) {
                int ordinal = ordinals[i];
                raw[i] = PanamaDot.one(query, rows.segment(ordinal), rows.offset(ordinal));
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
            int i = 0;
            for (; i + 8 <= count; i += 8) {
                PanamaSquaredL2.eight(query, rows, ordinals, i, raw);
            }
            for (; i < count; i++) {
                int ordinal = ordinals[i];
                raw[i] = PanamaSquaredL2.one(query, rows.segment(ordinal), rows.offset(ordinal));
            }
        }
    }

    @Override
    public String description() {
        return "panama, %d bits".formatted(PanamaLanes.SPECIES.vectorBitSize());
    }
}
