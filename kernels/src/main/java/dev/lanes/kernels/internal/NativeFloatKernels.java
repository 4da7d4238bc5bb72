package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;
import dev.lanes.simd.NativeKernels;
import dev.lanes.vector.Similarity;

/// C through JNI.
public final class NativeFloatKernels implements FloatKernels {
    private final NativeKernels kernels;

    NativeFloatKernels(NativeKernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public BlockKernel kernel(Similarity similarity, Records rows) {
        return new NativeBlockKernel(
                similarity == Similarity.EUCLIDEAN ? kernels::f32SquaredL2 : kernels::f32Dot, rows);
    }

    @Override
    public String description() {
        return "native, " + kernels.tier().label();
    }
}
