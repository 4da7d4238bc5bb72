package dev.lanes.search.cli;

import dev.lanes.inference.CrossEncoder;
import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.ModelLease;
import dev.lanes.inference.ModelRegistry;
import dev.lanes.inference.RegisteredModel;
import dev.lanes.inference.SparseEncoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lanes models deploy-test`: opens a registered model, uses it once and closes it.
@Command(
        name = "deploy-test",
        description = "Opens a registered model, uses it once, says what that took, closes it.")
final class DeployTestCommand implements Callable<Integer> {
    private static final String QUERY = "Where does the Nile end?";
    private static final List<String> PASSAGES =
            List.of("The Nile flows into the Mediterranean Sea.", "Bees gather nectar.");

    private final Console console;

    @Mixin private RegistryOption registry;

    @Parameters(paramLabel = "MODEL", description = "NAME:VERSION, or NAME for the last version.")
    private String id;

    DeployTestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (ModelRegistry models = registry.open()) {
            RegisteredModel model = models.find(id);
            long start = System.nanoTime();
            models.deploy(model.id());
            console.results()
                    .line(
                            "%s opened in %s, takes %s (estimated %s)"
                                    .formatted(
                                            model.id(),
                                            since(start),
                                            Words.bytes(models.memoryInUse()),
                                            Words.bytes(models.estimateMemory(model.id()))));
            start = System.nanoTime();
            try (ModelLease lease = models.lease(model.id())) {
                String result = use(lease);
                console.results().line("%s, in %s".formatted(result, since(start)));
            }
            models.undeploy(model.id());
        }
        console.results().flush();
        return ExitCodes.DONE;
    }

    private static String use(ModelLease lease) {
        return switch (lease.model().model().kind()) {
            case DENSE ->
                    "a query became %d numbers"
                            .formatted(lease.as(DenseEncoder.class).encodeQuery(QUERY).length);
            case SPARSE ->
                    "a query became %s"
                            .formatted(
                                    Words.count(
                                            lease.as(SparseEncoder.class).encodeQuery(QUERY).size(),
                                            "term"));
            case CROSS_ENCODER -> {
                float[] scores = lease.as(CrossEncoder.class).scores(QUERY, PASSAGES);
                yield "a passage that answers scored %.3f, one that does not %.3f"
                        .formatted(scores[0], scores[1]);
            }
        };
    }

    private static String since(long start) {
        return Words.duration(Duration.ofNanos(System.nanoTime() - start));
    }
}
