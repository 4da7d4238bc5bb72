/// The C kernels for Linux on x86_64: one library as a resource, and no package. Its folder is
/// META-INF, which no module conceals.
@SuppressWarnings("module") // The processor's name ends with digits.
module dev.lanes.simd.linux.x86_64 {}
