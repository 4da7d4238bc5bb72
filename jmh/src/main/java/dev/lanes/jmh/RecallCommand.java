package dev.lanes.jmh;

import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.Rounds;
import dev.lanes.jmh.recall.RecallBenchmark;
import dev.lanes.jmh.recall.RecallFigure;
import dev.lanes.jmh.recall.RecallTask;
import dev.lanes.jmh.report.Environment;
import dev.lanes.jmh.report.JsonReport;
import dev.lanes.jmh.report.RecallTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench recall`: a recall that is asked for, beside the narrowest beam that reaches it.
@Command(
        name = "recall",
        description = {
            "What comes of asking for a recall, beside the smallest efSearch that reaches it on the",
            "same queries: on a fresh index, and after rows were replaced in order and at random."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class RecallCommand implements Callable<Integer> {
    @Mixin private SearchOptions options;

    @Option(
            names = "--max-queries",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Search only for the first N rows (default ${DEFAULT-VALUE}).")
    private int maxQueries;

    @Option(
            names = "--recall",
            paramLabel = "R",
            split = ",",
            defaultValue = ".80,.90,.95,.99",
            description = "Recalls to ask for (default ${DEFAULT-VALUE}).")
    private List<Double> recalls;

    @Option(
            names = "--churn",
            paramLabel = "SHARE",
            defaultValue = ".3",
            description = "Share of the rows that is replaced (default ${DEFAULT-VALUE}).")
    private double churn;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "15",
            description = "Timed rounds, both in turns (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        options.check();
        UsageException.requireAtLeastOne("--max-queries", maxQueries);
        recalls.forEach(UsageException::requireRecall);
        if (!(churn >= 0 && churn <= 1)) {
            throw new UsageException("--churn must be in 0..1 but was " + churn);
        }
        Rounds timing = new Rounds(rounds, Duration.ofSeconds(1));
        Optional<JsonReport> report = options.report();
        RecallTask task =
                new RecallTask(
                        options.base(2 * options.k(), "2k"),
                        options.queries(maxQueries),
                        options.settings(),
                        options.k(),
                        new RecallTask.Goals(recalls, churn),
                        timing);
        Progress progress = new Progress(spec.commandLine().getErr());
        List<RecallFigure> figures = new RecallBenchmark(task, progress).run();
        new RecallTable(task, figures).print(spec.commandLine().getOut());
        if (report.isPresent()) {
            report.get().write(task, figures, Environment.current());
        }
        return 0;
    }
}
