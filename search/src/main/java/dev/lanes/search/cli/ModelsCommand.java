package dev.lanes.search.cli;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `lanes models`: says which models there are.
@Command(
        name = "models",
        description = "Lists the models, and what to add for those that are not here.")
final class ModelsCommand implements Callable<Integer> {
    private static final String GAP = "  ";

    private final Console console;

    ModelsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "name",
                        "here",
                        "size",
                        "dimension",
                        "max tokens",
                        "query prefix",
                        "passage prefix",
                        "licence"));
        Models.known().forEach(model -> rows.add(row(model)));
        print(rows);
        for (ModelDescriptor model : Models.known()) {
            if (!Models.available(model.name())) {
                console.results()
                        .line(
                                "For %s add the Maven dependency %s."
                                        .formatted(model.name(), model.origin().artifact()));
            }
        }
        console.results().flush();
        return ExitCodes.DONE;
    }

    private static List<String> row(ModelDescriptor model) {
        return List.of(
                model.name(),
                Models.available(model.name()) ? "yes" : "no",
                Words.bytes(model.origin().bytes()),
                Integer.toString(model.dimension()),
                Integer.toString(model.maxTokens()),
                prefix(model.prompts().queryPrefix()),
                prefix(model.prompts().passagePrefix()),
                model.origin().license());
    }

    private static String prefix(String prefix) {
        return prefix.isEmpty() ? "none" : '"' + prefix + '"';
    }

    private void print(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = row.get(i);
                line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
            }
            console.results().line(line.toString().stripTrailing());
        }
    }
}
