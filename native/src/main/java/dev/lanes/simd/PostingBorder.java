package dev.lanes.simd;

/// The native methods of posting lists and rows of terms, one for each function of jni_posting.c.
/// They check nothing and must not be called before [NativeLibrary] has loaded the library.
final class PostingBorder {
    private PostingBorder() {}

    static native void scan(int tier, long job);

    static native void deepen(int tier, long job);

    static native void gather(int tier, long job);

    static native void score(int tier, long job);
}
