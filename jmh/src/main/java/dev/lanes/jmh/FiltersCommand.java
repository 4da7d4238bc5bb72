package dev.lanes.jmh;

import dev.lanes.jmh.filters.FilterBenchmark;
import dev.lanes.jmh.filters.FilterFigure;
import dev.lanes.jmh.filters.FilterTask;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.Rounds;
import dev.lanes.jmh.report.Environment;
import dev.lanes.jmh.report.FilterTable;
import dev.lanes.jmh.report.JsonReport;
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

/// `lanes-bench filters`: filtered search beside what could be done in its place.
@Command(
        name = "filters",
        description = {
            "Search among rows that pass a filter, beside exact search over these rows and plain",
            "search filtered afterwards. Rows pass at random, then those far from the queries."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class FiltersCommand implements Callable<Integer> {
    private static final double ALL = 100;

    @Mixin private SearchOptions options;

    @Option(
            names = "--max-queries",
            paramLabel = "N",
            defaultValue = "200",
            description = "Search only for the first N rows (default ${DEFAULT-VALUE}).")
    private int maxQueries;

    @Option(
            names = "--passing",
            paramLabel = "PERCENT",
            split = ",",
            defaultValue = ".1,1,5,20,50,90",
            description = "Shares of the rows that pass (default ${DEFAULT-VALUE}).")
    private List<Double> passing;

    @Option(
            names = "--recall",
            paramLabel = "R",
            defaultValue = ".95",
            description = "The recall to reach (default ${DEFAULT-VALUE}).")
    private double recall;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "9",
            description = "Timed rounds, all ways in turns (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        options.check();
        UsageException.requireAtLeastOne("--max-queries", maxQueries);
        UsageException.requireRecall(recall);
        passing.forEach(FiltersCommand::requirePercent);
        Rounds timing = new Rounds(rounds, Duration.ofSeconds(1));
        Optional<JsonReport> report = options.report();
        FilterTask task =
                new FilterTask(
                        options.base(options.k(), "k"),
                        options.queries(maxQueries),
                        options.settings(),
                        new FilterTask.Goal(options.k(), recall),
                        passing,
                        timing);
        Progress progress = new Progress(spec.commandLine().getErr());
        List<FilterFigure> figures = new FilterBenchmark(task, progress).run();
        new FilterTable(task, figures).print(spec.commandLine().getOut());
        if (report.isPresent()) {
            report.get().write(task, figures, Environment.current());
        }
        return 0;
    }

    private static void requirePercent(double percent) {
        if (!(percent > 0 && percent <= ALL)) {
            throw new UsageException(
                    "--passing must be above 0 and at most 100 but was " + percent);
        }
    }
}
