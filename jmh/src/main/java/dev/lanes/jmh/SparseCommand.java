package dev.lanes.jmh;

import dev.lanes.jmh.data.SparseRows;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.Rounds;
import dev.lanes.jmh.report.Environment;
import dev.lanes.jmh.report.JsonReport;
import dev.lanes.jmh.report.SparseTable;
import dev.lanes.jmh.sparse.SparseBenchmark;
import dev.lanes.jmh.sparse.SparseBenchmark.Goals;
import dev.lanes.jmh.sparse.SparseDataSet;
import dev.lanes.jmh.sparse.SparsePeer;
import dev.lanes.jmh.sparse.SparsePeerKind;
import dev.lanes.jmh.sparse.SparseResult;
import dev.lanes.jmh.sparse.SparseTask;
import dev.lanes.sparse.RowStorage;
import dev.lanes.sparse.SeismicClusters;
import dev.lanes.sparse.SeismicSettings;
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

/// `lanes-bench sparse`: recall, speed and size of indexes of learned sparse vectors.
@Command(
        name = "sparse",
        description = {
            "Recall, speed and size of indexes of sparse vectors, on one thread.",
            "Recall is against exact search in double precision, rows of equal score counted.",
            "Files: CSR of the big-ann benchmarks, also compressed by gzip."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class SparseCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private SparseSource source;

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "Rows a query asks for (default ${DEFAULT-VALUE}).")
    private int k;

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "lanes",
            description = {
                "Libraries (default ${DEFAULT-VALUE}): lanes; lanes-float32, which keeps 32 bits of"
                        + " a weight instead of 16; lucene, which leaves documents out from the"
                        + " first hit on; lucene-opensearch, which counts 10,000 hits first, as"
                        + " OpenSearch lets it; lucene-exhaustive, which scores every match.",
                "Lucene keeps 9 bits of a weight; what that costs is in its recall."
            })
    private List<String> peers;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "exact",
            description = {
                "How Lanes searches (default ${DEFAULT-VALUE}): exact, which is the algorithm that"
                        + " it chooses, or algorithms by name; two-phase is exact search with"
                        + " OpenSearch's two phases."
            })
    private List<String> algorithms;

    @Option(
            names = "--recall",
            paramLabel = "R",
            split = ",",
            description = {
                "Recalls that seismic is to reach: how deep it must search is found on every",
                "second query, and all is measured on the others."
            })
    private List<Double> recalls = List.of();

    @Option(
            names = "--seismic",
            paramLabel = "N",
            split = ",",
            description = {
                "How rows are clustered: n_postings (0 for two times the square root of the rows,",
                "-1 for 0.0005 of them), cluster_ratio and summary_prune_ratio as OpenSearch has",
                "them, and how many neighbours of a row are kept (default 0,.2,.4,10; OpenSearch",
                "has -1,.1,.4,0)."
            })
    private List<Double> seismic = List.of();

    @Option(
            names = "--storage",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "plain",
            description = {
                "How Lanes stores rows (default ${DEFAULT-VALUE}): ${COMPLETION-CANDIDATES}; an"
                        + " index for each that is given."
            })
    private List<RowStorage> storages;

    @Option(
            names = "--weights",
            paramLabel = "BITS",
            defaultValue = "32",
            description = {
                "16 rounds the weights of the base to 16-bit floats first, for everybody, so that",
                "the recall of an index that stores such is 1 if it is exact (default"
                        + " ${DEFAULT-VALUE})."
            })
    private int weights;

    @Option(
            names = "--max-base",
            paramLabel = "N",
            defaultValue = "2147483647",
            description = "Index only the first N rows.")
    private int maxBase;

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
                    "Untimed rounds before, for each way to search (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures here.")
    private Optional<Path> json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        // All that can be checked without the data is, before time is spent on reading it.
        UsageException.requireAtLeastOne("k", k);
        UsageException.requireAtLeastOne("--max-base", maxBase);
        UsageException.requireAtLeastOne("--max-queries", maxQueries);
        if (weights != Float.SIZE && weights != Short.SIZE) {
            throw new UsageException("--weights must be 16 or 32 but was " + weights);
        }
        Rounds timing = new Rounds(rounds, Duration.ofSeconds(warmUp));
        checkRecalls();
        source.check();
        Optional<JsonReport> report = json.map(JsonReport::to);
        List<SparsePeer> opened = SparsePeerKind.open(peers, algorithms, clusters(), storages);
        try {
            SparseDataSet.Split rows = source.read(maxBase, maxQueries);
            SparseRows base = weights == Short.SIZE ? rows.base().rounded() : rows.base();
            Optional<Goals> goals = Optional.empty();
            SparseRows queries = rows.queries();
            if (!recalls.isEmpty()) {
                goals = Optional.of(new Goals(recalls, queries.everySecond(0)));
                queries = queries.everySecond(1);
            }
            measure(new SparseTask(base, queries, k, timing), opened, goals, report);
        } finally {
            for (SparsePeer peer : opened) {
                peer.close();
            }
        }
        return 0;
    }

    private void checkRecalls() {
        for (double recall : recalls) {
            if (!(recall > 0 && recall <= 1)) {
                throw new UsageException(
                        "--recall must be above 0 and at most 1 but was " + recall);
            }
        }
        if (!recalls.isEmpty() && maxQueries < 2) {
            throw new UsageException("--recall must have at least 2 queries but had " + maxQueries);
        }
    }

    private SeismicSettings clusters() {
        try {
            SeismicClusters clusters = SeismicClusters.of();
            if (!seismic.isEmpty()) {
                clusters = clusters.withPostings(seismic.getFirst().intValue());
            }
            if (seismic.size() > 1) {
                clusters = clusters.withRatio(seismic.get(1));
            }
            if (seismic.size() > 2) {
                clusters = clusters.withSummaryPruneRatio(seismic.get(2));
            }
            SeismicSettings settings =
                    SeismicSettings.of().withClusters(clusters).withApproximateThreshold(0);
            return seismic.size() > 3
                    ? settings.withNeighbours(seismic.get(3).intValue())
                    : settings;
        } catch (IllegalArgumentException e) {
            throw new UsageException("--seismic: " + e.getMessage());
        }
    }

    private void measure(
            SparseTask task,
            List<SparsePeer> opened,
            Optional<Goals> goals,
            Optional<JsonReport> report)
            throws IOException {
        Progress progress = new Progress(spec.commandLine().getErr());
        List<SparseResult> results = new SparseBenchmark(task, opened, goals, progress).run();
        Environment environment = Environment.current();
        new SparseTable(task, results).print(spec.commandLine().getOut(), environment);
        if (report.isPresent()) {
            report.get().write(task, results, environment);
        }
    }
}
