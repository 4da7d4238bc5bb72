package dev.lanes.jmh;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.measure.HnswBenchmark;
import dev.lanes.jmh.measure.HnswResult;
import dev.lanes.jmh.measure.HnswTask;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.Rounds;
import dev.lanes.jmh.peer.Peer;
import dev.lanes.jmh.peer.PeerKind;
import dev.lanes.jmh.report.Environment;
import dev.lanes.jmh.report.HnswTable;
import dev.lanes.jmh.report.JsonReport;
import dev.lanes.jmh.report.RecallChart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench hnsw`: recall, speed and size of HNSW indexes on vectors from files.
@Command(
        name = "hnsw",
        description = {
            "Recall, speed and size of HNSW indexes, on one thread, against exact search.",
            "Files: .fvecs, .fbin, IDX images; each also compressed by gzip."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class HnswCommand implements Callable<Integer> {
    @Mixin private SearchOptions options;

    @Option(
            names = "--m",
            paramLabel = "N",
            defaultValue = "16",
            description = "Links of a row on the upper levels (default ${DEFAULT-VALUE}).")
    private int m;

    @Option(
            names = "--ef-construction",
            paramLabel = "N",
            defaultValue = "200",
            description = "Width of the beam while building (default ${DEFAULT-VALUE}).")
    private int efConstruction;

    @Option(
            names = "--ef-search",
            paramLabel = "N",
            split = ",",
            defaultValue = "10,20,40,80,160",
            description = "Widths of the beam while searching (default ${DEFAULT-VALUE}).")
    private List<Integer> efSearch;

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "lanes",
            completionCandidates = PeerNames.class,
            description = {
                "Libraries: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).",
                "hnswlib is compiled here from Debian's libhnswlib-dev. usearch is left out: neither"
                        + " Maven Central nor Debian has it."
            })
    private List<String> peers;

    @Option(
            names = "--max-queries",
            paramLabel = "N",
            defaultValue = "2147483647",
            description = "Search only for the first N rows.")
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
            description =
                    "Untimed rounds before, for each library and width (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--chart",
            paramLabel = "FILE",
            description = "Also draw recall against QPS, as a PNG.")
    private Optional<Path> chart;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        // All that can be checked without the data is, before time is spent on reading it.
        options.check();
        UsageException.requireAtLeastOne("--max-queries", maxQueries);
        HnswTask.requireEfSearch(efSearch);
        Rounds timing = new Rounds(rounds, Duration.ofSeconds(warmUp));
        HnswSettings settings = settings();
        Optional<JsonReport> report = options.report();
        Optional<RecallChart> picture = chart.map(RecallChart::to);
        List<Peer> opened = new ArrayList<>();
        try {
            for (PeerKind kind : peers.stream().map(PeerKind::named).distinct().toList()) {
                opened.add(kind.create(settings));
            }
            HnswTask task =
                    new HnswTask(
                            options.base(),
                            options.queries(maxQueries),
                            settings,
                            options.k(),
                            efSearch,
                            timing);
            List<HnswResult> results = measure(task, opened, report);
            if (picture.isPresent()) {
                picture.get().write(task, results);
            }
        } finally {
            for (Peer peer : opened) {
                peer.close();
            }
        }
        return 0;
    }

    private List<HnswResult> measure(HnswTask task, List<Peer> opened, Optional<JsonReport> report)
            throws IOException {
        Progress progress = new Progress(spec.commandLine().getErr());
        List<HnswResult> results = new HnswBenchmark(task, opened, progress).run();
        Environment environment = Environment.current();
        new HnswTable(task, results).print(spec.commandLine().getOut(), environment);
        if (report.isPresent()) {
            report.get().write(task, results, environment);
        }
        return results;
    }

    private HnswSettings settings() {
        try {
            return options.settings().withM(m).withEfConstruction(efConstruction);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /// For the help text.
    static final class PeerNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(PeerKind.values()).map(PeerKind::label).iterator();
        }
    }
}
