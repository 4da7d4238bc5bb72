/// C kernels and the border to them.
module dev.lanes.simd {}
