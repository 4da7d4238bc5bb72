package dev.lanes.simd;

/// The C kernels that compare many queries with many rows, at one tier.
///
/// A job is the address of memory as [BatchLayout] has it. Nothing is checked: the caller answers
/// for every address in it. Rows and queries need no alignment beyond 4 bytes. The value of a query
/// and a row is `scale · Σ query · row + addend`, depends on nothing else, and is a hit when it
/// exceeds the query's threshold. A call holds up the JVM's safepoints until it is done.
///
/// Thread-safe for different jobs; jobs may share the packed queries.
public final class NativeBatch {
    private final Tier tier;

    /// Kernels at a tier.
    ///
    /// @param kernels the proof that the library is loaded, and which tier
    public NativeBatch(NativeKernels kernels) {
        tier = kernels.tier();
    }

    /// Brings float32 queries into the order of the kernel: as many bytes as the queries have,
    /// their number rounded up to a multiple of [BatchLayout#LANES].
    ///
    /// @param job address of a job with the queries before and after, their number, and dimension
    public void f32Pack(long job) {
        BatchBorder.f32Pack(tier.bit, job);
    }

    /// Compares float32 queries with rows.
    ///
    /// @param job address of a job
    /// @return how many hits there are, at most rows times queries
    public int f32Score(long job) {
        return BatchBorder.f32Score(tier.bit, job);
    }

    /// Whether this tier has [#u8Pack] and [#u8Score].
    ///
    /// @return false for NEON without dot products
    public boolean hasU8() {
        return tier != Tier.NEON;
    }

    /// Brings queries of signed bytes into the order of the kernel: as many bytes as the queries
    /// have, their number rounded up to a multiple of [BatchLayout#LANES], times two.
    ///
    /// @param job address of a job with the queries before and after, their number, and dimension,
    ///   a multiple of 64
    public void u8Pack(long job) {
        BatchBorder.u8Pack(tier.bit, job);
    }

    /// Compares queries of signed bytes with rows of unsigned ones, exactly but for the last
    /// rounding. What a query has in common for all rows may be left out of its values.
    ///
    /// @param job address of a job
    /// @return how many hits there are, at most rows times queries
    public int u8Score(long job) {
        return BatchBorder.u8Score(tier.bit, job);
    }
}
