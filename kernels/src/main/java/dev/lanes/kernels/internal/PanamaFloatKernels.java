package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;
import dev.lanes.vector.Similarity;

/// Java's Vector API: whole groups of eight rows, then the rest one by one.
public final class PanamaFloatKernels implements FloatKernels {
    PanamaFloatKernels() {}

    @Override
    public BlockKernel kernel(Similarity similarity, Records rows) {
        return similarity == Similarity.EUCLIDEAN
                ? (query, ordinals, count, raw) ->
                        negatedSquaredL2(query, rows, ordinals, count, raw)
                : (query, ordinals, count, raw) -> dot(query, rows, ordinals, count, raw);
    }

    private static void dot(float[] query, Records rows, int[] ordinals, int count, float[] raw) {
        int i = 0;
        for (; i + 8 <= count; i += 8) {
            PanamaDot.eight(query, rows, ordinals, i, raw);
        }
        for (; i < count; i++) {
            raw[i] = PanamaDot.one(query, rows.segment(ordinals[i]), rows.offset(ordinals[i]));
        }
    }

    private static void negatedSquaredL2(
            float[] query, Records rows, int[] ordinals, int count, float[] raw) {
        int i = 0;
        for (; i + 8 <= count; i += 8) {
            PanamaSquaredL2.eight(query, rows, ordinals, i, raw);
        }
        for (; i < count; i++) {
            int ordinal = ordinals[i];
            raw[i] = PanamaSquaredL2.one(query, rows.segment(ordinal), rows.offset(ordinal));
        }
    }

    @Override
    public String description() {
        return "panama, %d bits".formatted(PanamaLanes.SPECIES.vectorBitSize());
    }
}
