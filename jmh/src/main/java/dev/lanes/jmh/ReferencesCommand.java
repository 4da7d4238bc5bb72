package dev.lanes.jmh;

import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.references.Reference;
import dev.lanes.jmh.references.References;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lanes-bench references`: whether encoders give what they gave elsewhere.
@Command(
        name = "references",
        description = {
            "Holds encoders to reference values of SciFact, rerank-mini of judged movies too, in the"
                    + " folder that LANES_DATA names."
                    + " Takes minutes a model. sparse-mini's queries without a network are timed, too.",
            "Ends with exit code 2 when a value is more than .005 (of rerank-mini .02) from its"
                    + " reference."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        sortOptions = false)
final class ReferencesCommand implements Callable<Integer> {
    @Option(
            names = "--models",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "all-MiniLM-L6-v2,e5-small-v2,sparse-mini,rerank-mini",
            description =
                    "sparse-mini, rerank-mini or a known dense model; one without references has its"
                            + " values printed (default ${DEFAULT-VALUE}).")
    private List<String> models;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Reference> found = new ArrayList<>();
        var references =
                new References(
                        new Progress(spec.commandLine().getErr()),
                        reference -> {
                            found.add(reference);
                            out.println(reference);
                            out.flush();
                        });
        for (String model : models) {
            switch (model) {
                case "sparse-mini" -> references.sparse();
                case "rerank-mini" -> references.rerank();
                default -> references.dense(model);
            }
        }
        return found.stream().allMatch(Reference::holds) ? ExitCode.OK : ExitCode.USAGE;
    }
}
