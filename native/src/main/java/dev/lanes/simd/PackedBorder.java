package dev.lanes.simd;

/// The native methods of packed posting lists, one for each function of jni_packed.c. They check
/// nothing and must not be called before [NativeLibrary] has loaded the library.
final class PackedBorder {
    private PackedBorder() {}

    static native void sum(int tier, long job);

    static native void gather(int tier, long job);
}
