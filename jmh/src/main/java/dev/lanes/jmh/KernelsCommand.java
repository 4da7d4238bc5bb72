package dev.lanes.jmh;

import dev.lanes.jmh.kernels.KernelBenchmark;
import dev.lanes.jmh.kernels.KernelResults;
import dev.lanes.jmh.kernels.KernelTask;
import dev.lanes.jmh.kernels.MixedBenchmark;
import dev.lanes.jmh.kernels.MixedFigure;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.report.Environment;
import dev.lanes.jmh.report.JsonReport;
import dev.lanes.jmh.report.KernelTable;
import dev.lanes.jmh.report.MixedTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench kernels`: nanoseconds a row, beside other libraries and the limit of the memory.
@Command(
        name = "kernels",
        description = {
            "Nanoseconds a row of every kernel, beside Lucene's, JVector's and the memory's limit.",
            "One thread; blocks of 32 rows; what is compared takes turns in one process."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class KernelsCommand implements Callable<Integer> {
    @Option(
            names = "--dimensions",
            paramLabel = "N",
            split = ",",
            defaultValue = "384,784",
            description = "Values a row (default ${DEFAULT-VALUE}).")
    private List<Integer> dimensions;

    @Option(
            names = "--gigabytes",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Float32 rows to read at random places (default ${DEFAULT-VALUE}); as many of others.",
                "Every backend and library has its own: five times this much memory is needed."
            })
    private double gigabytes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "9",
            description = "Timed rounds, whose median counts (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0.25",
            description = "Time of all rounds of one figure (default ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            defaultValue = "",
            description = "Only kernels with this in their name, as in \"float32 384 random dot\".")
    private Pattern only;

    @Option(
            names = "--mixed",
            description = {
                "Instead: each kernel alone in a process, and among all others and other dimensions;",
                "rows from the cache, the first of --dimensions."
            })
    private boolean mixed;

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "3",
            description = "Processes of each sort for --mixed (default ${DEFAULT-VALUE}).")
    private int forks;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures here.")
    private Optional<Path> json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        KernelTask task = new KernelTask(dimensions, gigabytes, rounds, seconds, only);
        Optional<JsonReport> report = json.map(JsonReport::to);
        if (!KernelBenchmark.hasKernels(task)) {
            throw new UsageException(
                    "--only must match a kernel but \"%s\" matches none".formatted(only));
        }
        UsageException.requireAtLeastOne("--forks", forks);
        Progress progress = new Progress(spec.commandLine().getErr());
        if (mixed) {
            measureMixed(task, progress, report);
        } else {
            measure(task, progress, report);
        }
        return 0;
    }

    private void measure(KernelTask task, Progress progress, Optional<JsonReport> report)
            throws IOException {
        KernelResults results = new KernelBenchmark(task, progress).run();
        Environment environment = Environment.current();
        new KernelTable(task, results).print(spec.commandLine().getOut(), environment);
        if (report.isPresent()) {
            report.get().write(task, results, environment);
        }
    }

    private void measureMixed(KernelTask task, Progress progress, Optional<JsonReport> report)
            throws IOException {
        List<MixedFigure> figures = new MixedBenchmark(task, forks, progress).run();
        if (figures.isEmpty()) {
            throw new UsageException(
                    "--only must match a kernel but \"%s\" matches none in the cache"
                            .formatted(only));
        }
        Environment environment = Environment.current();
        new MixedTable(figures).print(spec.commandLine().getOut(), environment);
        if (report.isPresent()) {
            report.get().write(task, figures, environment);
        }
    }
}
