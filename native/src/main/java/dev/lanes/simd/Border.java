package dev.lanes.simd;

/// The native methods, one for each function of jni.c. They check nothing and must not be called
/// before [NativeLibrary] has loaded the library.
final class Border {
    private Border() {}

    /// The bits of the tiers that the processor has and the system saves the registers of.
    static native int tiers();

    static native void score(
            int operation, int tier, long query, long rows, int count, int bytes, long results);

    static native void u8Query(int tier, long row, long rounding, int bytes, long query);

    /// Zeroed memory, aligned to 2 MiB: its address, or a negated error number.
    static native long map(long bytes);

    static native long adviseHuge(long address, long bytes);

    static native long unmap(long address, long bytes);
}
