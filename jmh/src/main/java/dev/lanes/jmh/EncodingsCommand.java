package dev.lanes.jmh;

import dev.lanes.jmh.data.VectorFiles;
import dev.lanes.jmh.encoding.EncodingBenchmark;
import dev.lanes.jmh.encoding.EncodingResult;
import dev.lanes.jmh.encoding.EncodingTask;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.report.EncodingTable;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench encodings`: what each encoding of rows costs in recall, on vectors from files.
@Command(
        name = "encodings",
        description = {
            "Recall of every encoding of rows, without and with rescoring, against exact search.",
            "Files: .fvecs, .fbin, IDX images; each also compressed by gzip."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class EncodingsCommand implements Callable<Integer> {
    /// As multiples of k.
    private static final List<Double> DEPTHS = List.of(1., 1.5, 2., 3., 5., 10.);

    @Option(names = "--base", required = true, paramLabel = "FILE", description = "Rows to encode.")
    private Path base;

    @Option(
            names = "--queries",
            required = true,
            paramLabel = "FILE",
            description = "Rows to compare them with.")
    private Path queries;

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
            description = "Nearest rows of a query (default ${DEFAULT-VALUE}).")
    private int k;

    @Option(
            names = "--max-queries",
            paramLabel = "N",
            defaultValue = "300",
            description = "Use only the first N queries (default ${DEFAULT-VALUE}).")
    private int maxQueries;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        UsageException.requireAtLeastOne("k", k);
        UsageException.requireAtLeastOne("--max-queries", maxQueries);
        EncodingTask task =
                new EncodingTask(
                        VectorFiles.read(base, Integer.MAX_VALUE),
                        VectorFiles.read(queries, maxQueries),
                        similarity,
                        k);
        List<Integer> depths = DEPTHS.stream().map(times -> (int) Math.ceil(times * k)).toList();
        List<EncodingResult> results =
                new EncodingBenchmark(task, depths).run(new Progress(spec.commandLine().getErr()));
        new EncodingTable(task, depths, results).print(spec.commandLine().getOut());
        return 0;
    }
}
