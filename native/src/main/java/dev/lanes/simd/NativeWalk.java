package dev.lanes.simd;

/// Walks through graphs in C, at one tier.
///
/// A job is the address of memory as [WalkLayout] has it. What a graph says is checked: links,
/// lists and bits are compared with the counts in the job before they are followed. What the job
/// says is not: the caller answers for every address and every count in it. Links may change during
/// a call; a call holds up the JVM's safepoints until it is done.
///
/// Thread-safe for different jobs.
public final class NativeWalk {
    private final Tier tier;

    /// Walks at a tier.
    ///
    /// @param kernels the proof that the library is loaded, and which tier
    public NativeWalk(NativeKernels kernels) {
        tier = kernels.tier();
    }

    /// Scores the job's node, then goes greedily from its level down to its last one.
    ///
    /// @param job address of a job; node and raw are then those of the closest node
    public void descend(long job) {
        WalkBorder.descend(tier.bit, job);
    }

    /// Puts the job's node, with its raw value, into its empty beam.
    ///
    /// @param job address of a job
    public void start(long job) {
        WalkBorder.start(job);
    }

    /// Expands candidates until none is left or the limit of distances is reached.
    ///
    /// @param job address of a job
    /// @return whether there are candidates left
    public boolean run(long job) {
        return WalkBorder.run(tier.bit, job) != 0;
    }
}
