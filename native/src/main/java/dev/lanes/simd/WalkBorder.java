package dev.lanes.simd;

/// The native methods of the walk, one for each function of jni_walk.c. They check nothing and must
/// not be called before [NativeLibrary] has loaded the library.
final class WalkBorder {
    private WalkBorder() {}

    static native void descend(int tier, long job);

    static native void start(long job);

    static native int run(int tier, long job);
}
