package dev.lanes.jmh.kernels;

import dev.lanes.jmh.measure.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Measures blocks of rows: every library's ways to compute the same thing, in turns, in this
/// process and on this thread.
public final class KernelBenchmark {
    private final KernelTask task;
    private final Progress progress;
    private final List<KernelFigure> figures = new ArrayList<>();
    private Bandwidth bandwidth;

    /// @param progress told what is being measured
    public KernelBenchmark(KernelTask task, Progress progress) {
        this.task = task;
        this.progress = progress;
    }

    /// Whether the task wants any kernel that there is.
    public static boolean hasKernels(KernelTask task) {
        return task.dimensions().stream()
                .anyMatch(dimension ->
                        Arrays.stream(RowKind.values())
                                .anyMatch(kind ->
                                        Arrays.stream(Access.values())
                                                .anyMatch(access ->
                                                        !wanted(task, kind, dimension, access)
                                                                .isEmpty())));
    }

    private static List<Kernel> wanted(
            KernelTask task, RowKind kind, int dimension, Access access) {
        return Arrays.stream(Operation.values())
                .map(operation -> new Kernel(kind.label(), dimension, access, operation))
                .filter(task::wants)
                .toList();
    }

    /// Measures everything that the task wants.
    public KernelResults run() throws IOException {
        progress.say("reading memory in order");
        bandwidth = Bandwidth.measure(task.bytes());
        for (int dimension : task.dimensions()) {
            for (RowKind kind : RowKind.values()) {
                for (Access access : Access.values()) {
                    measure(kind, dimension, access);
                }
            }
        }
        return new KernelResults(bandwidth, figures);
    }

    private void measure(RowKind kind, int dimension, Access access) throws IOException {
        List<Kernel> kernels = wanted(task, kind, dimension, access);
        if (kernels.isEmpty()) {
            return;
        }
        int count = access.rows(kind.rowBytes(dimension), task.bytes());
        List<Store> stores = kind.open(new SampleRows(dimension, count));
        try {
            for (Kernel kernel : kernels) {
                progress.say(kernel.label());
                measure(kernel, count, stores);
            }
        } finally {
            for (Store store : stores) {
                store.close();
            }
        }
    }

    private void measure(Kernel kernel, int count, List<Store> stores) throws IOException {
        List<Contender> contenders = new ArrayList<>();
        for (Store store : stores) {
            contenders.addAll(store.contenders(kernel.operation()));
        }
        double[] nanos = new BlockTimer(task, count).time(contenders);
        for (int i = 0; i < nanos.length; i++) {
            Contender contender = contenders.get(i);
            figures.add(
                    new KernelFigure(
                            kernel,
                            contender.library(),
                            contender.version(),
                            contender.backend(),
                            contender.provider(),
                            contender.rowBytes(),
                            count,
                            nanos[i],
                            bandwidth.nanos(kernel.access(), contender.rowBytes())));
        }
    }
}
