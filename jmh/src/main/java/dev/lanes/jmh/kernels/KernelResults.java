package dev.lanes.jmh.kernels;

import java.util.List;

/// What a run found.
///
/// @param bandwidth of this machine during the run
/// @param checks what they cost our backends
/// @param figures in the order in which they were measured
public record KernelResults(Bandwidth bandwidth, Checks checks, List<KernelFigure> figures) {
    public KernelResults {
        figures = List.copyOf(figures);
    }
}
