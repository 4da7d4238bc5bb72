package dev.lanes.jmh;

import dev.lanes.jmh.data.CsrFiles;
import dev.lanes.jmh.data.SparseRows;
import dev.lanes.jmh.report.LikenessTable;
import dev.lanes.jmh.report.OutputFile;
import dev.lanes.jmh.sparse.Likeness;
import dev.lanes.jmh.sparse.SparseDataSet;
import dev.lanes.jmh.sparse.SyntheticRows;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench sparse-corpus`: many sparse rows that are like few real ones.
@Command(
        name = "sparse-corpus",
        description = {
            "Makes sparse rows from real ones, writes them as CSR, and shows how like they are.",
            "A row is a mixture of a real row and of others that share terms with it; the rows",
            "that are held back as queries are not used. --dataset splade-synthetic-1m is what",
            "comes out with --rows 1000000 --seed 1."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class SparseCorpusCommand implements Callable<Integer> {
    @Option(
            names = "--from",
            paramLabel = "FILE.csr",
            description = "The real rows (default: splade-pp-ed in the folder of LANES_DATA).")
    private Optional<Path> from;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many to make (default ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of all that is drawn (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--held-back",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Real rows that are queries (default ${DEFAULT-VALUE}).")
    private int heldBack;

    @Option(names = "--out", paramLabel = "FILE.csr", description = "Where the rows go.")
    private Optional<Path> out;

    @Option(
            names = "--queries-out",
            paramLabel = "FILE.csr",
            description = "Where the rows that were held back go.")
    private Optional<Path> queriesOut;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        UsageException.requireAtLeastOne("--rows", rows);
        UsageException.requireAtLeastOne("--held-back", heldBack);
        Optional<OutputFile> made = out.map(file -> OutputFile.of("--out", file));
        Optional<OutputFile> held = queriesOut.map(file -> OutputFile.of("--queries-out", file));
        Path file = from.orElseGet(SparseDataSet::realRows);
        SparseDataSet.Split real =
                SparseDataSet.split(CsrFiles.read(file, Integer.MAX_VALUE), heldBack);
        SparseRows synthetic = SyntheticRows.make(real.base(), rows, seed);
        if (made.isPresent()) {
            made.get().write(stream -> CsrFiles.write(synthetic, stream));
        }
        if (held.isPresent()) {
            held.get().write(stream -> CsrFiles.write(real.queries(), stream));
        }
        PrintWriter printer = spec.commandLine().getOut();
        printer.println(
                "%,d rows, %,d postings, made from %,d rows of %s, seed %d"
                        .formatted(
                                synthetic.size(),
                                synthetic.postings(),
                                real.base().size(),
                                real.base().name(),
                                seed));
        new LikenessTable(
                        Likeness.of(real.base(), real.queries(), real.base()),
                        Likeness.of(synthetic, real.queries(), real.base()))
                .print(printer);
        return 0;
    }
}
