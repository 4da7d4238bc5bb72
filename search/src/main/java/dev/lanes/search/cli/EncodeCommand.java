package dev.lanes.search.cli;

import dev.lanes.inference.FoundModel;
import dev.lanes.inference.ModelSource;
import dev.lanes.search.files.Utf8Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lanes encode`: turns lines into vectors.
@Command(
        name = "encode",
        description = {
            "Turns texts into vectors.",
            "Texts come from standard input, one a line; for each a line with its vector is"
                    + " printed: numbers, or of a sparse model {\"TERM\":WEIGHT,…}, where terms are"
                    + " the tokenizer's ids of tokens."
        })
final class EncodeCommand implements Callable<Integer> {
    /// Enough for the encoder to sort by length.
    private static final int BATCH = 256;

    private final Console console;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            description = {
                "The model: a name that 'lanes models' lists, NAME:VERSION of a registered one, or"
                        + " the path of a package."
            })
    private String model;

    @Mixin private RegistryOption registry;

    @Option(
            names = "--as",
            required = true,
            paramLabel = "ROLE",
            description = "query or passage: which of the model's prefixes the texts get.")
    private VectorLines.Role role;

    @Option(
            names = "--json",
            description = "Prints {\"text\":…,\"vector\":[…]} instead of the vector alone.")
    private boolean json;

    EncodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        FoundModel found = ModelSource.of().withRegistry(registry.directory()).find(model);
        try (VectorLines encoder = VectorLines.open(found);
                Utf8Lines lines = Utf8Lines.of("standard input", console.in())) {
            List<String> batch = new ArrayList<>();
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                batch.add(line.get());
                // Somebody who types wants an answer before the batch is full.
                if (batch.size() == BATCH || !lines.ready()) {
                    print(encoder, batch);
                    batch.clear();
                }
            }
            print(encoder, batch);
        }
        return ExitCodes.DONE;
    }

    private void print(VectorLines encoder, List<String> texts) {
        if (texts.isEmpty()) {
            return;
        }
        List<VectorLines.Line> vectors = encoder.of(texts, role);
        for (int i = 0; i < vectors.size(); i++) {
            VectorLines.Line vector = vectors.get(i);
            console.results()
                    .line(json ? JsonResults.of(texts.get(i), vector.json()) : vector.numbers());
        }
        console.results().flush();
    }
}
