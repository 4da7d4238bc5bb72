package dev.lanes.simd;

/// The native methods of the batch kernels, one for each function of jni_batch.c. They check
/// nothing and must not be called before [LibraryLoad] has loaded the library.
final class BatchBorder {
    private BatchBorder() {}

    static native void f32Pack(int tier, long job);

    static native int f32Score(int tier, long job);

    static native void u8Pack(int tier, long job);

    static native int u8Score(int tier, long job);
}
