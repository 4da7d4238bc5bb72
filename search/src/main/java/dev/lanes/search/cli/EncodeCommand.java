package dev.lanes.search.cli;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.search.files.Utf8Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lanes encode`: turns lines into vectors.
@Command(
        name = "encode",
        description = {
            "Turns texts into vectors.",
            "Texts come from standard input, one a line; for each a line with its vector is printed."
        })
final class EncodeCommand implements Callable<Integer> {
    /// Enough for the encoder to sort by length.
    private static final int BATCH = 256;

    private final Console console;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            description = "The model; 'lanes models' lists them.")
    private String model;

    @Option(
            names = "--as",
            required = true,
            paramLabel = "ROLE",
            description = "query or passage: which of the model's prefixes the texts get.")
    private Role role;

    @Option(
            names = "--json",
            description = "Prints {\"text\":…,\"vector\":[…]} instead of bare numbers.")
    private boolean json;

    private enum Role {
        QUERY,
        PASSAGE
    }

    EncodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (DenseEncoder encoder = DenseEncoder.open(model);
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

    private void print(DenseEncoder encoder, List<String> texts) {
        if (texts.isEmpty()) {
            return;
        }
        float[][] vectors =
                switch (role) {
                    case QUERY -> texts.stream().map(encoder::encodeQuery).toArray(float[][]::new);
                    case PASSAGE -> encoder.encodePassages(texts);
                };
        for (int i = 0; i < vectors.length; i++) {
            console.results()
                    .line(json ? JsonResults.of(texts.get(i), vectors[i]) : numbers(vectors[i]));
        }
        console.results().flush();
    }

    private static String numbers(float[] vector) {
        StringJoiner line = new StringJoiner(" ");
        for (float value : vector) {
            line.add(Float.toString(value));
        }
        return line.toString();
    }
}
