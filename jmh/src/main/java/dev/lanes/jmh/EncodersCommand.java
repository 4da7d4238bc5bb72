package dev.lanes.jmh;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.Models;
import dev.lanes.inference.UnknownModelException;
import dev.lanes.jmh.encoders.EncoderBenchmark;
import dev.lanes.jmh.encoders.EncoderPeerKind;
import dev.lanes.jmh.encoders.EncoderResult;
import dev.lanes.jmh.encoders.EncoderTask;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.Rounds;
import dev.lanes.jmh.report.EncoderTable;
import dev.lanes.jmh.report.Environment;
import dev.lanes.jmh.report.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench encoders`: how fast texts become vectors.
@Command(
        name = "encoders",
        description = {
            "Encodes texts by one model file, in bulk and one by one. Tokens a second are of tokens"
                    + " without padding, the same for all.",
            "onnxruntime is a bare session at the best of its settings, tokenized before the clock"
                    + " starts; fixed32 is one with batches of 32 in the order of arrival."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class EncodersCommand implements Callable<Integer> {
    @Option(
            names = "--texts",
            required = true,
            paramLabel = "FILE",
            description = "One text a line, in UTF-8.")
    private Path texts;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "all-MiniLM-L6-v2",
            description = "A known model (default ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--as",
            paramLabel = "KIND",
            defaultValue = "passage",
            description = "query or passage: which prefix (default ${DEFAULT-VALUE}).")
    private String as;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that encode in bulk (default: all processors).")
    private Optional<Integer> threads;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "Cut texts here (default: where the model ends).")
    private Optional<Integer> maxTokens;

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "lanes,langchain4j,onnxruntime",
            description =
                    "Libraries: lanes, langchain4j, onnxruntime, fixed32 (default"
                            + " ${DEFAULT-VALUE}).")
    private List<String> peers;

    @Option(
            names = "--max-texts",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Only the first N texts (default ${DEFAULT-VALUE}).")
    private int maxTexts;

    @Option(
            names = "--queries",
            paramLabel = "N",
            defaultValue = "100",
            description = "Texts that are encoded one by one (default ${DEFAULT-VALUE}).")
    private int queries;

    @Option(
            names = "--callers",
            paramLabel = "N",
            defaultValue = "8",
            description = "Threads that do so at a time (default ${DEFAULT-VALUE}).")
    private int callers;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Timed rounds (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Untimed work before, for each library (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures here.")
    private Optional<Path> json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        UsageException.requireAtLeastOne("--max-texts", maxTexts);
        UsageException.requireAtLeastOne("--queries", queries);
        UsageException.requireAtLeastOne("--callers", callers);
        ModelDescriptor known = known();
        if (!as.equals("query") && !as.equals("passage")) {
            throw new UsageException("--as must be query or passage but was \"" + as + "\"");
        }
        var limits =
                new EncoderTask.Limits(
                        threads.orElse(Runtime.getRuntime().availableProcessors()),
                        maxTokens.orElse(known.maxTokens()),
                        queries,
                        callers);
        UsageException.requireAtLeastOne("--threads", limits.threads());
        UsageException.requireAtLeastOne("--max-tokens", limits.maxTokens());
        Rounds timing = new Rounds(rounds, Duration.ofSeconds(warmUp));
        Optional<JsonReport> report = json.map(JsonReport::to);
        List<EncoderPeerKind> kinds = EncoderPeerKind.named(peers);
        EncoderTask task = new EncoderTask(known, as, read(known), limits, timing);
        Progress progress = new Progress(spec.commandLine().getErr());
        List<EncoderResult> results = new EncoderBenchmark(task, progress).run(kinds);
        Environment environment = Environment.current();
        new EncoderTable(task, results).print(spec.commandLine().getOut(), environment);
        if (report.isPresent()) {
            report.get().write(task, results, environment);
        }
        return 0;
    }

    private ModelDescriptor known() {
        try {
            return Models.named(model);
        } catch (UnknownModelException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private List<String> read(ModelDescriptor known) throws IOException {
        String prefix = known.prompts().named(as);
        try (Stream<String> lines = Files.lines(texts)) {
            List<String> read =
                    lines.filter(line -> !line.isBlank())
                            .limit(maxTexts)
                            .map(prefix::concat)
                            .toList();
            if (read.isEmpty()) {
                throw new UsageException(
                        "--texts must have a text but %s has none".formatted(texts));
            }
            return read;
        }
    }
}
