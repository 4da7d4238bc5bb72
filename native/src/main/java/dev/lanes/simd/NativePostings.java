package dev.lanes.simd;

/// Adds up posting lists and scores rows of terms in C, at one tier.
///
/// A job is the address of memory as [PostingLayout] has it. What lists and rows say is checked: an
/// ordinal is compared with the window, a row with the postings that there are, a term with the
/// query's length, before it is followed. What the job says is not: the caller answers for every
/// address and every count in it. A call holds up the JVM's safepoints until it is done.
///
/// Thread-safe for different jobs.
public final class NativePostings {
    private final Tier tier;

    /// Kernels at a tier.
    ///
    /// @param kernels the proof that the library is loaded, and which tier
    public NativePostings(NativeKernels kernels) {
        tier = kernels.tier();
    }

    /// Adds up over a window the lists that are to be added, bounds the others, and writes the
    /// peaks.
    ///
    /// @param job address of a job
    public void scan(long job) {
        PostingBorder.scan(tier.bit, job);
    }

    /// Adds up the lists that [#scan] only bounded in this window.
    ///
    /// @param job address of the job of the last scan
    public void deepen(long job) {
        PostingBorder.deepen(tier.bit, job);
    }

    /// Gathers the rows of the window whose bound reaches the threshold.
    ///
    /// @param job address of the job of the last scan
    public void gather(long job) {
        PostingBorder.gather(tier.bit, job);
    }

    /// Scores rows.
    ///
    /// @param job address of what is asked of rows
    public void score(long job) {
        PostingBorder.score(tier.bit, job);
    }
}
