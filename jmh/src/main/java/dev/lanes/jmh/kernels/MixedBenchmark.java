package dev.lanes.jmh.kernels;

import dev.lanes.jmh.kernels.MixedFork.Family;
import dev.lanes.jmh.kernels.MixedFork.Mode;
import dev.lanes.jmh.kernels.MixedFork.Subject;
import dev.lanes.jmh.measure.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Whether kernels become slower when one process uses them at many dimensions, similarities and
/// encodings: the JIT compiler may then compile worse code for all of them. It does so in some
/// processes only, so each figure comes from several.
public final class MixedBenchmark {
    private final KernelTask task;
    private final int forks;
    private final Progress progress;

    /// @param task of which the first dimension is measured
    /// @param forks processes of each sort, at least 1
    /// @param progress told what is being measured
    public MixedBenchmark(KernelTask task, int forks, Progress progress) {
        this.task = task;
        this.forks = forks;
        this.progress = progress;
    }

    /// Measures every kernel that the task wants.
    public List<MixedFigure> run() throws IOException {
        List<MixedFigure> figures = new ArrayList<>();
        for (Family family : Family.values()) {
            List<Subject> subjects = family.subjects().stream().filter(this::wants).toList();
            if (!subjects.isEmpty()) {
                figures.addAll(measure(family, subjects));
            }
        }
        return figures;
    }

    private boolean wants(Subject subject) {
        int dimension = task.dimensions().getFirst();
        return subject.kind().has(dimension) && task.wants(subject.kernel(dimension));
    }

    private List<MixedFigure> measure(Family family, List<Subject> subjects) throws IOException {
        double[][] alone = new double[subjects.size()][forks];
        double[][] mixed = new double[subjects.size()][forks];
        String name = family.name().toLowerCase(Locale.ROOT);
        for (int fork = 0; fork < forks; fork++) {
            progress.say("%s, process %d of %d: mixed".formatted(name, fork + 1, forks));
            List<Double> together = MixedFork.run(family, Mode.MIXED, task, subjects);
            progress.say("%s, process %d of %d: alone".formatted(name, fork + 1, forks));
            for (int i = 0; i < subjects.size(); i++) {
                List<Subject> one = List.of(subjects.get(i));
                mixed[i][fork] = together.get(i);
                alone[i][fork] = MixedFork.run(family, Mode.ALONE, task, one).getFirst();
            }
        }
        List<MixedFigure> figures = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            figures.add(
                    new MixedFigure(
                            subjects.get(i).kernel(task.dimensions().getFirst()),
                            family == Family.LUCENE ? "lucene" : "lanes",
                            family == Family.LUCENE ? "VectorUtil" : name,
                            forks,
                            BlockTimer.median(alone[i]),
                            BlockTimer.median(mixed[i]),
                            Arrays.stream(mixed[i]).max().orElseThrow()));
        }
        return figures;
    }
}
