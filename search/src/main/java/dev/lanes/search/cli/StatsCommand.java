package dev.lanes.search.cli;

import dev.lanes.search.CollectionStatistics;
import dev.lanes.search.CollectionStatistics.FieldSize;
import dev.lanes.search.CollectionStatistics.FileSize;
import dev.lanes.search.DocumentCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `lanes stats`: says how large a collection is.
@Command(name = "stats", description = "Says what is in a collection and how large it is.")
final class StatsCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The collection.")
    private Path directory;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    StatsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (DocumentCollection collection = DocumentCollection.openToRead(directory)) {
            CollectionStatistics found = collection.statistics();
            if (json) {
                console.results().line(asJson(found));
            } else {
                print(found);
            }
        }
        console.results().flush();
        return ExitCodes.DONE;
    }

    private void print(CollectionStatistics found) {
        Results out = console.results();
        out.line(Words.count(found.documents(), "document"));
        out.line("");
        Table fields = new Table("field", "type", "model", "dimension", "rows or values");
        for (FieldSize field : found.fields()) {
            fields.row(
                    field.name(),
                    field.type(),
                    field.model().orElse("-"),
                    number(field.dimension().stream().asLongStream()),
                    number(field.entries().stream()));
        }
        fields.print(out);
        out.line("");
        Table files = new Table("file", "bytes");
        for (FileSize file : found.files()) {
            files.row(file.name(), Words.count(file.bytes()));
        }
        files.row("indexes in memory", Words.count(found.indexBytes()));
        files.print(out);
    }

    private static String number(LongStream one) {
        return one.mapToObj(Words::count).findFirst().orElse("-");
    }

    private static String asJson(CollectionStatistics found) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("documents", found.documents());
        ArrayNode fields = json.putArray("fields");
        for (FieldSize field : found.fields()) {
            ObjectNode one = fields.addObject().put("name", field.name()).put("type", field.type());
            field.model().ifPresent(model -> one.put("model", model));
            field.dimension().ifPresent(dimension -> one.put("dimension", dimension));
            field.entries().ifPresent(entries -> one.put("entries", entries));
        }
        json.put("indexBytes", found.indexBytes());
        ArrayNode files = json.putArray("files");
        for (FileSize file : found.files()) {
            files.addObject().put("name", file.name()).put("bytes", file.bytes());
        }
        return json.toString();
    }
}
