/// C kernels and the border to them. Nothing here checks an address, so nobody but the kernels room
/// may call it.
@SuppressWarnings("module") // That room is compiled after this one.
module dev.lanes.simd {
    exports dev.lanes.simd to
            dev.lanes.kernels;
}
