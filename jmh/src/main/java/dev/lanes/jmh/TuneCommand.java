package dev.lanes.jmh;

import dev.lanes.hnsw.HnswTuner;
import dev.lanes.hnsw.TuningCandidate;
import dev.lanes.hnsw.TuningGoal;
import dev.lanes.jmh.data.VectorFiles;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.report.TuningReport;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench tune`: settings for an HNSW index of vectors from a file.
@Command(
        name = "tune",
        description = {
            "Proposes m, efConstruction, encoding and efSearch for an HNSW index: tries 60 settings",
            "on the first rows of a file and prints those first that meet the goal, the fastest of",
            "them at the top."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class TuneCommand implements Callable<Integer> {
    /// Every twentieth row is a query where there are no others.
    private static final int ROWS_A_QUERY = 20;

    @Option(
            names = "--base",
            required = true,
            paramLabel = "FILE",
            description = "Rows to index: .fvecs, .fbin, IDX images.")
    private Path base;

    @Option(
            names = "--queries",
            paramLabel = "FILE",
            description = "Rows to search for; without it, every twentieth row of the base.")
    private Optional<Path> queries;

    @Option(
            names = "--similarity",
            required = true,
            paramLabel = "NAME",
            description = "euclidean, cosine or dot.")
    private Similarity similarity;

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "Rows a query asks for (default ${DEFAULT-VALUE}).")
    private int k;

    @Option(
            names = "--recall",
            paramLabel = "R",
            defaultValue = "0.95",
            description = "The recall to reach (default ${DEFAULT-VALUE}).")
    private double recall;

    @Option(
            names = "--bytes",
            paramLabel = "N",
            defaultValue = "Infinity",
            description = "The most bytes that a row may take outside the heap.")
    private double bytes;

    @Option(
            names = "--microseconds",
            paramLabel = "N",
            defaultValue = "Infinity",
            description = "The most microseconds that a search may take.")
    private double microseconds;

    @Option(
            names = "--max-base",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Try with the first N rows (default ${DEFAULT-VALUE}).")
    private int maxBase;

    @Option(
            names = "--max-queries",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Search only for the first N queries (default ${DEFAULT-VALUE}).")
    private int maxQueries;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Begin no index after that time (default ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--chart",
            paramLabel = "FILE",
            description = "Also draw microseconds against bytes a row, as a PNG.")
    private Optional<Path> chart;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        UsageException.requireAtLeastOne("--max-base", maxBase);
        UsageException.requireAtLeastOne("--max-queries", maxQueries);
        UsageException.requireAtLeastOne("--limit", limit);
        TuningGoal goal = goal();
        Optional<TuningReport.Chart> picture = chart.map(TuningReport.Chart::to);
        Vectors all = VectorFiles.read(base, maxBase);
        List<float[]> rows = new ArrayList<>(all.rows());
        List<float[]> searched = searched(rows);
        TuningReport report =
                new TuningReport(
                        new Vectors(all.name(), all.dimension(), rows),
                        goal,
                        tune(goal, rows, searched));
        report.print(spec.commandLine().getOut());
        if (picture.isPresent()) {
            report.draw(picture.get());
        }
        return 0;
    }

    private TuningGoal goal() {
        try {
            return new TuningGoal(k, recall, bytes, microseconds);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /// Takes those queries out of the rows that come from there.
    private List<float[]> searched(List<float[]> rows) throws IOException {
        if (queries.isPresent()) {
            return VectorFiles.read(queries.get(), maxQueries).rows();
        }
        List<float[]> taken = new ArrayList<>();
        for (int i = rows.size() - 1; i >= 0 && taken.size() < maxQueries; i -= ROWS_A_QUERY) {
            taken.add(rows.remove(i));
        }
        return taken;
    }

    private List<TuningCandidate> tune(
            TuningGoal goal, List<float[]> rows, List<float[]> searched) {
        Progress progress = new Progress(spec.commandLine().getErr());
        try {
            return HnswTuner.of(similarity, goal)
                    .withLimit(Duration.ofSeconds(limit))
                    .withListener(
                            (candidate, done, all) -> progress.say(line(candidate, done, all)))
                    .tune(rows, searched);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static String line(TuningCandidate candidate, int done, int all) {
        return String.format(
                Locale.ROOT,
                "%d of %d: m %d, efConstruction %d, %s: recall %.4f, %.1f µs",
                done,
                all,
                candidate.settings().m(),
                candidate.settings().efConstruction(),
                TuningReport.encoding(candidate.settings()),
                candidate.recall(),
                candidate.microseconds());
    }
}
