/// Similarity kernels over off-heap rows.
module dev.lanes.kernels {
    requires dev.lanes.simd;
    requires roaringbitmap;
    // Optional at run time: without it the native or the scalar backend runs.
    requires static jdk.incubator.vector;

    exports dev.lanes.kernels;
    exports dev.lanes.memory;
    exports dev.lanes.vector;
}
