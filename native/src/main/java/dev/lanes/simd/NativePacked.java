package dev.lanes.simd;

/// Scores rows by packed posting lists in C, at one tier.
///
/// A job is the address of memory as [PackedLayout] has it. What lists say is checked: an ordinal
/// is compared with the window before it is followed. What the job says is not: the caller answers
/// for every address and every count in it. A call holds up the JVM's safepoints until it is done.
///
/// Thread-safe for different jobs.
public final class NativePacked {
    private final Tier tier;

    /// Kernels at a tier.
    ///
    /// @param kernels the proof that the library is loaded, and which tier
    public NativePacked(NativeKernels kernels) {
        tier = kernels.tier();
    }

    /// Adds all lists up over a window.
    ///
    /// @param job address of a job
    public void sum(long job) {
        PackedBorder.sum(tier.bit, job);
    }

    /// Gathers the rows of the window whose score reaches the threshold.
    ///
    /// @param job address of the job of the last sum
    public void gather(long job) {
        PackedBorder.gather(tier.bit, job);
    }
}
