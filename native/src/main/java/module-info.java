/// C kernels and the border to them. Nothing here checks an address, so nobody but the kernels room
/// may call it.
@SuppressWarnings("module") // That room is compiled after this one.
module dev.lanes.simd {
    // A library each and no code. Required, so that they are found wherever this module is: on the
    // module path without a flag, and in an image.
    requires dev.lanes.simd.linux.aarch64;
    requires dev.lanes.simd.linux.x86_64;

    exports dev.lanes.simd to
            dev.lanes.kernels;
}
