package dev.lanes.jmh;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.live.LiveBenchmark;
import dev.lanes.jmh.live.LiveFigure;
import dev.lanes.jmh.live.LiveTask;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.report.Environment;
import dev.lanes.jmh.report.JsonReport;
import dev.lanes.jmh.report.LiveTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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
    @ArgGroup(multiplicity = "1")
    private VectorSource source;

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "Rows a query asks for (default ${DEFAULT-VALUE}).")
    private int k;

    @Option(
            names = "--ef-search",
            paramLabel = "N",
            defaultValue = "40",
            description = "Width of the beam while searching (default ${DEFAULT-VALUE}).")
    private int efSearch;

    @Option(
            names = "--max-base",
            paramLabel = "N",
            defaultValue = "2147483647",
            description = "Use only the first N rows.")
    private int maxBase;

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

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures here.")
    private Optional<Path> json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        UsageException.requireAtLeastOne("k", k);
        UsageException.requireAtLeastOne("--ef-search", efSearch);
        UsageException.requireAtLeastOne("--max-base", maxBase);
        UsageException.requireAtLeastOne("--max-queries", maxQueries);
        UsageException.requireAtLeastOne("--seconds", seconds);
        HnswSettings settings = HnswSettings.of(source.similarity());
        Optional<JsonReport> report = json.map(JsonReport::to);
        LiveTask task =
                new LiveTask(
                        source.base(maxBase), source.queries(maxQueries), settings, k, efSearch);
        if (task.base().size() < 2 * k) {
            throw new UsageException(
                    "there must be at least 2k = %d rows but were %d"
                            .formatted(2 * k, task.base().size()));
        }
        Progress progress = new Progress(spec.commandLine().getErr());
        List<LiveFigure> figures = new LiveBenchmark(task, progress, seconds).run();
        new LiveTable(task, figures).print(spec.commandLine().getOut());
        if (report.isPresent()) {
            report.get().write(task, figures, Environment.current());
        }
        return 0;
    }
}
