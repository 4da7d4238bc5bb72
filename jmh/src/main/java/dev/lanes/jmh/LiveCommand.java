package dev.lanes.jmh;

import dev.lanes.jmh.live.LiveBenchmark;
import dev.lanes.jmh.live.LiveFigure;
import dev.lanes.jmh.live.LiveTask;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.report.Environment;
import dev.lanes.jmh.report.JsonReport;
import dev.lanes.jmh.report.LiveTable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench live`: what an index of ours does while it changes.
@Command(
        name = "live",
        description = {
            "Memory, opening, search times beside additions, and recall after churn, of an HNSW",
            "index of Lanes with m 16 and efConstruction 200."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class LiveCommand implements Callable<Integer> {
    @Mixin private SearchOptions options;

    @Option(
            names = "--ef-search",
            paramLabel = "N",
            defaultValue = "40",
            description = "Width of the beam while searching (default ${DEFAULT-VALUE}).")
    private int efSearch;

    @Option(
            names = "--max-queries",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Search only for the first N rows (default ${DEFAULT-VALUE}).")
    private int maxQueries;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "How long searches are timed (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        options.check();
        UsageException.requireAtLeastOne("--ef-search", efSearch);
        UsageException.requireAtLeastOne("--max-queries", maxQueries);
        UsageException.requireAtLeastOne("--seconds", seconds);
        Optional<JsonReport> report = options.report();
        LiveTask task =
                new LiveTask(
                        options.base(2 * options.k(), "2k"),
                        options.queries(maxQueries),
                        options.settings(),
                        options.k(),
                        efSearch);
        Progress progress = new Progress(spec.commandLine().getErr());
        List<LiveFigure> figures = new LiveBenchmark(task, progress, seconds).run();
        new LiveTable(task, figures).print(spec.commandLine().getOut());
        if (report.isPresent()) {
            report.get().write(task, figures, Environment.current());
        }
        return 0;
    }
}
