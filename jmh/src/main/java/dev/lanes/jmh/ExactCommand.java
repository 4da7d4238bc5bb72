package dev.lanes.jmh;

import dev.lanes.jmh.data.VectorFiles;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.jmh.exact.Embeddings;
import dev.lanes.jmh.exact.ExactBenchmark;
import dev.lanes.jmh.exact.ExactFigure;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.report.Environment;
import dev.lanes.jmh.report.ExactTable;
import dev.lanes.jmh.report.JsonReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench exact`: every query against every row, beside OpenBLAS.
@Command(
        name = "exact",
        description = {
            "Exact search of many queries at once, on one thread, beside OpenBLAS where it is.",
            "On rows from files, or on drawn ones that are like embeddings."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class ExactCommand implements Callable<Integer> {
    @Option(names = "--base", paramLabel = "FILE", description = "Rows; needs --queries.")
    private Optional<Path> base;

    @Option(names = "--queries", paramLabel = "FILE", description = "Queries; needs --base.")
    private Optional<Path> queries;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Rows that are drawn or read (default ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--dimension",
            paramLabel = "N",
            defaultValue = "384",
            description = "Values of a row that is drawn (default ${DEFAULT-VALUE}).")
    private int dimension;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,5,10,20,50,100,200,500,1000",
            description = "Queries asked at once (default ${DEFAULT-VALUE}).")
    private List<Integer> atOnce;

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "Rows a query asks for (default ${DEFAULT-VALUE}).")
    private int k;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "9",
            description = "Timed rounds, everybody in turns (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures here.")
    private Optional<Path> json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        UsageException.requireAtLeastOne("--rows", rows);
        UsageException.requireAtLeastOne("--dimension", dimension);
        UsageException.requireAtLeastOne("--rounds", rounds);
        UsageException.requireAtLeastOne("-k", k);
        atOnce.forEach(count -> UsageException.requireAtLeastOne("--at-once", count));
        if (base.isPresent() != queries.isPresent()) {
            throw new UsageException("--base and --queries must be given together but one was not");
        }
        Optional<JsonReport> report = json.map(JsonReport::to);
        List<ExactFigure> figures = measure();
        Environment environment = Environment.current();
        ExactTable.print(figures, environment, spec.commandLine().getOut());
        if (report.isPresent()) {
            report.get().write(figures, environment);
        }
        return 0;
    }

    private List<ExactFigure> measure() throws IOException {
        Progress progress = new Progress(spec.commandLine().getErr());
        int most = atOnce.stream().mapToInt(Integer::intValue).max().orElseThrow();
        Vectors among;
        Vectors asked;
        if (base.isPresent()) {
            among = VectorFiles.read(base.get(), rows);
            asked = VectorFiles.read(queries.orElseThrow(), most);
        } else {
            Embeddings embeddings = new Embeddings(dimension);
            among = embeddings.draw("drawn", rows);
            asked = embeddings.draw("drawn", most);
        }
        return new ExactBenchmark(among, asked, k, rounds, progress).run(atOnce);
    }
}
