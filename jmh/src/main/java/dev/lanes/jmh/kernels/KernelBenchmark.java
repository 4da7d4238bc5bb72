package dev.lanes.jmh.kernels;

import dev.lanes.jmh.kernels.KernelFork.Result;
import dev.lanes.jmh.measure.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures blocks of rows: every library's ways to compute the same thing.
///
/// Each encoding, dimension and access has processes of its own, one after the other; within one,
/// our backends and the peers take turns on one thread. Where the peers need several processes, our
/// backends are measured in each, and the median counts.
public final class KernelBenchmark {
    private final KernelTask task;
    private final Progress progress;
    private final List<KernelFigure> figures = new ArrayList<>();

    /// @param progress told what is being measured
    public KernelBenchmark(KernelTask task, Progress progress) {
        this.task = task;
        this.progress = progress;
    }

    /// Whether the task wants any kernel that there is.
    public static boolean hasKernels(KernelTask task) {
        return task.dimensions().stream()
                .flatMap(dimension ->
                        Arrays.stream(RowKind.values())
                                .flatMap(kind ->
                                        Arrays.stream(Access.values())
                                                .map(access ->
                                                        wanted(task, kind, dimension, access))))
                .anyMatch(kernels -> !kernels.isEmpty());
    }

    private static List<Kernel> wanted(
            KernelTask task, RowKind kind, int dimension, Access access) {
        return kind.operations(access).stream()
                .filter(_ -> kind.has(dimension))
                .map(operation -> new Kernel(kind.label(), dimension, access, operation))
                .filter(task::wants)
                .toList();
    }

    /// Measures everything that the task wants.
    public KernelResults run() throws IOException {
        progress.say("reading memory in order");
        Bandwidth bandwidth = Bandwidth.measure(task.bytes());
        for (int dimension : task.dimensions()) {
            for (RowKind kind : RowKind.values()) {
                for (Access access : Access.values()) {
                    List<Kernel> kernels = wanted(task, kind, dimension, access);
                    if (!kernels.isEmpty()) {
                        measure(kernels, kind, bandwidth);
                    }
                }
            }
        }
        return new KernelResults(bandwidth, figures);
    }

    private void measure(List<Kernel> kernels, RowKind kind, Bandwidth bandwidth)
            throws IOException {
        Kernel any = kernels.getFirst();
        Access access = any.access();
        int groups = kind.groups(access);
        List<Result> results = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            progress.say(
                    "%s %d %s, process %d of %d"
                            .formatted(
                                    kind.label(),
                                    any.dimension(),
                                    access.label(),
                                    group + 1,
                                    groups));
            results.addAll(KernelFork.run(task, kernels, kind, group));
        }
        for (Kernel kernel : kernels) {
            Map<String, List<Result>> byBackend = new LinkedHashMap<>();
            results.stream()
                    .filter(result -> result.operation() == kernel.operation())
                    .forEach(result ->
                            byBackend
                                    .computeIfAbsent(
                                            result.contender().library()
                                                    + result.contender().backend(),
                                            _ -> new ArrayList<>())
                                    .add(result));
            byBackend.values().forEach(same -> figures.add(figure(kernel, same, bandwidth)));
        }
    }

    private static KernelFigure figure(Kernel kernel, List<Result> same, Bandwidth bandwidth) {
        Contender contender = same.getFirst().contender();
        return new KernelFigure(
                kernel,
                contender.library(),
                contender.version(),
                contender.backend(),
                contender.provider(),
                contender.rowBytes(),
                same.getFirst().rows(),
                BlockTimer.median(same.stream().mapToDouble(Result::nanos).toArray()),
                bandwidth.nanos(kernel.access(), contender.rowBytes()));
    }
}
