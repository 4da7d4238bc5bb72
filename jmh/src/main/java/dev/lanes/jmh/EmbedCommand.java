package dev.lanes.jmh;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.Models;
import dev.lanes.inference.UnavailableModelException;
import dev.lanes.inference.UnknownModelException;
import dev.lanes.jmh.data.FvecsWriter;
import dev.lanes.jmh.embed.Texts;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.report.OutputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench embed`: vectors of real texts for the other commands.
@Command(
        name = "embed",
        description = {
            "Writes the vectors of texts as an .fvecs file, for --base and --queries.",
            "Each text once, in an order drawn from the seed; queries are rows that are not in the"
                    + " base."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class EmbedCommand implements Callable<Integer> {
    @Option(
            names = "--texts",
            required = true,
            split = ",",
            paramLabel = "FILE",
            description = "Documents as JSON lines, plain or gzipped.")
    private List<Path> texts;

    @Option(
            names = "--fields",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description = "Fields with text; a document may lack some.")
    private List<String> fields;

    @Option(
            names = "--sentences",
            description = "A row for each sentence; without it, one for each document.")
    private boolean sentences;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "all-MiniLM-L6-v2",
            description = "The encoder (default ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "2147483647",
            description = "At most N rows, queries among them.")
    private int limit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the order (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The rows.")
    private Path out;

    @Option(
            names = "--queries",
            paramLabel = "N",
            description = "Split off N rows for --queries-out.")
    private Optional<Integer> queries;

    @Option(names = "--queries-out", paramLabel = "FILE", description = "The queries.")
    private Optional<Path> queriesOut;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        UsageException.requireAtLeastOne("--limit", limit);
        if (queries.isPresent() != queriesOut.isPresent()) {
            throw new UsageException("--queries and --queries-out must be given together");
        }
        int split = queries.orElse(0);
        if (queries.isPresent()) {
            UsageException.requireAtLeastOne("--queries", split);
        }
        OutputFile base = OutputFile.of("--out", out);
        Optional<OutputFile> asked = queriesOut.map(file -> OutputFile.of("--queries-out", file));
        ModelDescriptor known = known();
        List<String> drawn = draw(split);
        try (DenseEncoder encoder = open(known)) {
            List<float[]> rows = encode(encoder, drawn);
            int size = rows.size() - split;
            base.write(file -> FvecsWriter.write(rows.subList(0, size), file));
            if (asked.isPresent()) {
                List<float[]> last = rows.subList(size, rows.size());
                asked.get().write(file -> FvecsWriter.write(last, file));
            }
            PrintWriter printer = spec.commandLine().getOut();
            printer.println(
                    "%s: %,d rows × %d by %s, %,d queries, seed %d"
                            .formatted(
                                    out,
                                    size,
                                    encoder.dimension(),
                                    encoder.model().name(),
                                    split,
                                    seed));
            printer.flush();
        }
        return 0;
    }

    private ModelDescriptor known() {
        String name =
                Models.known().stream()
                        .map(ModelDescriptor::name)
                        .filter(model::equalsIgnoreCase)
                        .findFirst()
                        .orElse(model);
        try {
            return Models.named(name);
        } catch (UnknownModelException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static DenseEncoder open(ModelDescriptor known) {
        try {
            return DenseEncoder.open(known.name());
        } catch (UnavailableModelException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private List<String> draw(int split) throws IOException {
        Texts found = new Texts(sentences ? Texts.Unit.SENTENCE : Texts.Unit.DOCUMENT);
        for (Path file : texts) {
            found.read(file, fields);
        }
        List<String> all = found.all();
        Collections.shuffle(all, new Random(seed));
        List<String> drawn = all.subList(0, Math.min(limit, all.size()));
        if (split >= drawn.size()) {
            throw new UsageException(
                    "--queries must be less than the number of rows, %d, but was %d"
                            .formatted(drawn.size(), split));
        }
        return drawn;
    }

    private List<float[]> encode(DenseEncoder encoder, List<String> drawn) {
        Progress progress = new Progress(spec.commandLine().getErr());
        progress.start("encoding", "texts", drawn.size());
        int[] done = {0};
        float[][] rows =
                encoder.encodePassages(
                        drawn,
                        (count, _) -> {
                            done[0] += count;
                            progress.done(done[0]);
                        });
        return Arrays.asList(rows);
    }
}
