package dev.lanes.search.cli;

import dev.lanes.search.evaluation.BeirFolder;
import dev.lanes.search.evaluation.BeirPassage;
import dev.lanes.search.evaluation.EncodingCache;
import dev.lanes.search.evaluation.EvaluationReport;
import dev.lanes.search.evaluation.EvaluationTask;
import dev.lanes.search.evaluation.LengthStatistics;
import dev.lanes.search.evaluation.Lengths;
import dev.lanes.search.evaluation.Metric;
import dev.lanes.search.evaluation.Spec;
import dev.lanes.search.files.StagingDirectory;
import dev.lanes.search.retrieval.Retriever;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lanes eval`: tries retrievers on a data set whose answers people have judged.
@Command(
        name = "eval",
        description = {
            "Compares retrievers on a data set of the BEIR benchmark.",
            "A SPEC is bm25, dense:MODEL, sparse:MODEL, doc-only:MODEL, rrf(SPEC,SPEC,…),"
                    + " weighted(SPEC*.7,SPEC*.3), rerank(SPEC,MODEL,WINDOW) or NAME=FILE.json;"
                    + " options follow as ?OPTION=VALUE&…: prompts, query-prefix, max-tokens,"
                    + " min-weight, k1, b, analyzer, fields, constant, window, normalize, mean.",
            "rrf and weighted fuse the first 100 of each SPEC where they have no window. A retriever"
                    + " in a file finds the fields title, text, passage (both as one) and those of"
                    + " the other SPECs, which are called like them: dense-MODEL."
        })
final class EvalCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--beir",
            required = true,
            paramLabel = "FOLDER",
            description =
                    "The data set: corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv, plain or"
                            + " gzipped.")
    private Path beir;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "test",
            description = "Which judgements. Default: ${DEFAULT-VALUE}.")
    private String split;

    @Option(
            names = "--retriever",
            required = true,
            paramLabel = "SPEC",
            description = "A retriever to try; may be given several times.")
    private List<String> retrievers;

    @Option(
            names = "--metrics",
            paramLabel = "LIST",
            defaultValue = "ndcg@10,map@10,recall@10,mrr@10",
            description = "What is measured, with commas. Default: ${DEFAULT-VALUE}.")
    private String metrics;

    @Option(names = "--exact", description = "Compares with every document, without graphs.")
    private boolean exact;

    @Option(
            names = "--collection",
            paramLabel = "DIR",
            description =
                    "An existing collection of the data set's documents, by their ids. Retrievers"
                            + " must then be NAME=FILE.json.")
    private Optional<Path> collection;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where the averages go as a JSON array.")
    private Optional<Path> json;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Where what each retriever found goes, as run files of TREC.")
    private Optional<Path> runs;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Where encoded passages are kept for the next time. Default: a directory that"
                            + " the script lanes chooses; nothing is kept where there is none.")
    private Optional<Path> cache;

    @Mixin private RegistryOption registry;

    EvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<Spec> specs = UserErrorException.unlessValid(this::specs);
        List<Metric> measured = UserErrorException.unlessValid(this::measured);
        EvalReport places = new EvalReport(json, runs);
        BeirFolder data = BeirFolder.open(beir);
        EvaluationTask task = EvaluationTask.of(data, split, measured);
        places.prepare();
        LengthStatistics lengths = lengths(data, task);
        EvaluationReport report =
                collection.isPresent()
                        ? new EvalTrial(console, registry.directory(), effort())
                                .on(collection.get(), specs, task)
                        : tried(data, specs, task);
        EvalReport.print(lengths, report, console.results());
        places.write(report);
        return ExitCodes.DONE;
    }

    private List<Spec> specs() {
        List<Spec> specs = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (String text : retrievers) {
            Spec spec = Spec.parse(text);
            if (!labels.add(SpecTrees.label(spec))) {
                throw new IllegalArgumentException(
                        "retrievers must differ but \"%s\" is there twice"
                                .formatted(SpecTrees.label(spec)));
            }
            specs.add(spec);
        }
        return specs;
    }

    private List<Metric> measured() {
        List<Metric> measured = Metric.parseList(metrics);
        int depth = Metric.depth(measured);
        if (depth > Retriever.LIMIT) {
            throw new IllegalArgumentException(
                    "metrics must look at %d documents at most but look at %d"
                            .formatted(Retriever.LIMIT, depth));
        }
        return measured;
    }

    private EvalTrial.Effort effort() {
        return exact ? EvalTrial.Effort.EXHAUSTIVE : EvalTrial.Effort.USUAL;
    }

    /// Also finds lines that are no documents before the first is encoded.
    private static LengthStatistics lengths(BeirFolder data, EvaluationTask task)
            throws IOException {
        Lengths.Counter counter = new Lengths.Counter();
        try (Stream<BeirPassage> passages = data.corpus()) {
            passages.forEach(passage -> counter.add(passage.titleAndText()));
        }
        return new LengthStatistics(Lengths.of(task.queries().values()), counter.lengths());
    }

    private EvaluationReport tried(BeirFolder data, List<Spec> specs, EvaluationTask task)
            throws IOException {
        try (StagingDirectory directory =
                        StagingDirectory.beside(
                                Settings.temporaryDirectory().resolve("lanes-eval"));
                EncodingCache encodings =
                        EncodingCache.open(
                                cache.or(EvalCommand::usualCache)
                                        .orElse(directory.path().resolve("encodings")))) {
            return new EvalTrial(console, registry.directory(), effort())
                    .on(data, specs, task, new EvalTrial.Room(directory.path(), encodings));
        }
    }

    private static Optional<Path> usualCache() {
        return Settings.cache().filter(Files::isWritable).map(path -> path.resolve("encodings"));
    }
}
