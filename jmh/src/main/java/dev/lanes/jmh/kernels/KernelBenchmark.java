package dev.lanes.jmh.kernels;

import dev.lanes.jmh.kernels.KernelFork.Result;
import dev.lanes.jmh.measure.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
        Checks checks = Checks.measure(task);
        for (int dimension : task.dimensions()) {
            for (RowKind kind : RowKind.values()) {
                for (Access access : Access.values()) {
                    List<Kernel> kernels = wanted(task, kind, dimension, access);
                    if (!kernels.isEmpty()) {
                        measure(kernels, kind)
                                .forEach(same -> figures.add(figure(same, bandwidth, checks)));
                    }
                }
            }
        }
        return new KernelResults(bandwidth, checks, figures);
    }

    /// What each way to compute each of the kernels took, in every process that had it.
    private List<List<Measured>> measure(List<Kernel> kernels, RowKind kind) throws IOException {
        Kernel any = kernels.getFirst();
        int groups = kind.groups(any.access());
        Map<String, List<Measured>> byWay = new LinkedHashMap<>();
        for (int group = 0; group < groups; group++) {
            progress.say(
                    "%s %d %s, process %d of %d"
                            .formatted(
                                    kind.label(),
                                    any.dimension(),
                                    any.access().label(),
                                    group + 1,
                                    groups));
            for (Result result : KernelFork.run(task, kernels, kind, group)) {
                Kernel kernel =
                        new Kernel(kind.label(), any.dimension(), any.access(), result.operation());
                Contender contender = result.contender();
                String way = kernel.label() + contender.library() + contender.backend();
                byWay.computeIfAbsent(way, _ -> new ArrayList<>())
                        .add(new Measured(kernel, result));
            }
        }
        return byWay.values().stream()
                .sorted(Comparator.comparing(same -> same.getFirst().kernel().operation()))
                .toList();
    }

    private record Measured(Kernel kernel, Result result) {}

    private static KernelFigure figure(List<Measured> same, Bandwidth bandwidth, Checks checks) {
        Kernel kernel = same.getFirst().kernel();
        Result result = same.getFirst().result();
        Contender contender = result.contender();
        return new KernelFigure(
                kernel,
                contender.library(),
                contender.version(),
                contender.backend(),
                contender.provider(),
                contender.rowBytes(),
                result.rows(),
                BlockTimer.median(
                        same.stream().mapToDouble(measured -> measured.result().nanos()).toArray()),
                bandwidth.nanos(kernel.access(), contender.rowBytes()),
                checks.of(contender));
    }
}
