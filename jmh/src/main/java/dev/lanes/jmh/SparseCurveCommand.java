package dev.lanes.jmh;

import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.Rounds;
import dev.lanes.jmh.report.CurveTable;
import dev.lanes.jmh.report.Environment;
import dev.lanes.jmh.report.JsonReport;
import dev.lanes.jmh.sparse.Curve;
import dev.lanes.jmh.sparse.CurveFigure;
import dev.lanes.jmh.sparse.CurveTask;
import dev.lanes.jmh.sparse.SparseDataSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench sparse-curve`: what exact search takes for queries of few and of many terms.
@Command(
        name = "sparse-curve",
        description = {
            "Times the exact algorithms of Lanes for queries of several lengths, on one thread.",
            "Queries are cut to their heaviest terms, or joined with others until they are long"
                    + " enough. All algorithms must give the same answers."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class SparseCurveCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private SparseSource source;

    @Option(
            names = "--terms",
            paramLabel = "N",
            split = ",",
            defaultValue = "3,10,30,100,300",
            description = "Terms of a query (default ${DEFAULT-VALUE}).")
    private List<Integer> terms;

    @Option(
            names = "-k",
            paramLabel = "N",
            split = ",",
            defaultValue = "10,1000",
            description = "Rows a query asks for (default ${DEFAULT-VALUE}).")
    private List<Integer> ks;

    @Option(
            names = "--max-base",
            paramLabel = "N",
            defaultValue = "2147483647",
            description = "Index only the first N rows.")
    private int maxBase;

    @Option(
            names = "--max-queries",
            paramLabel = "N",
            defaultValue = "200",
            description = "Make queries of the first N rows only (default ${DEFAULT-VALUE}).")
    private int maxQueries;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Timed rounds over all queries (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures here.")
    private Optional<Path> json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        UsageException.requireAtLeastOne("--max-base", maxBase);
        UsageException.requireAtLeastOne("--max-queries", maxQueries);
        source.check();
        Optional<JsonReport> report = json.map(JsonReport::to);
        SparseDataSet.Split rows = source.read(maxBase, maxQueries);
        Rounds timing = new Rounds(rounds, Duration.ofSeconds(1));
        CurveTask task = new CurveTask(rows.base(), rows.queries(), terms, ks, timing);
        List<CurveFigure> figures =
                new Curve(task, new Progress(spec.commandLine().getErr())).run();
        Environment environment = Environment.current();
        new CurveTable(task, figures).print(spec.commandLine().getOut(), environment);
        if (report.isPresent()) {
            report.get().write(task, figures, environment);
        }
        return 0;
    }
}
