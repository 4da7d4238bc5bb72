package dev.lanes.jmh;

import dev.lanes.jmh.bm25.Bm25Benchmark;
import dev.lanes.jmh.bm25.Bm25Peer;
import dev.lanes.jmh.bm25.Bm25PeerKind;
import dev.lanes.jmh.bm25.Bm25Result;
import dev.lanes.jmh.bm25.Bm25Task;
import dev.lanes.jmh.bm25.TextDataSet;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.Rounds;
import dev.lanes.jmh.report.Bm25Table;
import dev.lanes.jmh.report.Environment;
import dev.lanes.jmh.report.JsonReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench bm25`: speed, size and scores of BM25 on texts that were split the same for all.
@Command(
        name = "bm25",
        description = {
            "Ranks texts by BM25, on one thread. All get the same tokens: runs of letters and",
            "digits in lower case. Scores are checked against plain sums in double precision."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class Bm25Command implements Callable<Integer> {
    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME",
            description = "scifact or movies, in the folder that LANES_DATA names.")
    private String dataset;

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "Documents a query asks for (default ${DEFAULT-VALUE}).")
    private int k;

    @Option(
            names = "--k1",
            paramLabel = "X",
            defaultValue = "0.9",
            description = "How soon more of a term counts no more (default ${DEFAULT-VALUE}).")
    private float k1;

    @Option(
            names = "--b",
            paramLabel = "X",
            defaultValue = "0.4",
            description = "How much length counts (default ${DEFAULT-VALUE}).")
    private float b;

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "lanes,lucene",
            description = "Libraries: lanes, lucene (default ${DEFAULT-VALUE}).")
    private List<String> peers;

    @Option(
            names = "--max-queries",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Search only for the first N queries (default ${DEFAULT-VALUE}).")
    private int maxQueries;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Timed rounds over all queries (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Untimed rounds before, for each library (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures here.")
    private Optional<Path> json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        UsageException.requireAtLeastOne("k", k);
        UsageException.requireAtLeastOne("--max-queries", maxQueries);
        Rounds timing = new Rounds(rounds, Duration.ofSeconds(warmUp));
        Bm25Task.Bm25Settings settings = new Bm25Task.Bm25Settings(k1, b);
        TextDataSet texts = TextDataSet.named(dataset);
        texts.folder();
        Optional<JsonReport> report = json.map(JsonReport::to);
        List<Bm25Peer> opened = Bm25PeerKind.open(peers);
        try {
            measure(new Bm25Task(texts.read(maxQueries), settings, k, timing), opened, report);
        } finally {
            for (Bm25Peer peer : opened) {
                peer.close();
            }
        }
        return 0;
    }

    private void measure(Bm25Task task, List<Bm25Peer> opened, Optional<JsonReport> report)
            throws IOException {
        Progress progress = new Progress(spec.commandLine().getErr());
        List<Bm25Result> results = new Bm25Benchmark(task, opened, progress).run();
        Environment environment = Environment.current();
        new Bm25Table(task, results).print(spec.commandLine().getOut(), environment);
        if (report.isPresent()) {
            report.get().write(task, results, environment);
        }
    }
}
