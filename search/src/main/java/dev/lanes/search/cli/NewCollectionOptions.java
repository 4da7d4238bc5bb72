package dev.lanes.search.cli;

import dev.lanes.search.CollectionBuilder;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.Schema;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What is made of documents: said by a schema, or by the fields of one text and its model.
final class NewCollectionOptions {
    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = {
                "What is made of the documents, as JSON:",
                "{\"fields\": [{\"name\": \"title\", \"type\": \"text\"}, …]}.",
                "Types: text, semantic, dense, sparse, keyword, long, double, boolean, date, stored."
            })
    private Optional<Path> schema = Optional.empty();

    @Option(
            names = "--text",
            split = ",",
            paramLabel = "FIELD",
            description =
                    "Without a schema: the text to search; several fields are joined by a space.")
    private String[] textFields = {};

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = {
                "Without a schema: the model that encodes the texts, a name that 'lanes models'"
                        + " lists, NAME:VERSION of a registered one, or the path of a package."
            })
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--id",
            paramLabel = "FIELD",
            description =
                    "Without a schema: the field with the id, a text or a number. Default: id where"
                            + " the first document has it, otherwise documents are counted from 0.")
    private Optional<String> idField = Optional.empty();

    @Option(
            names = "--similarity",
            paramLabel = "NAME",
            description = "Without a schema: euclidean, cosine or dot. Default: the model's own.")
    private Optional<Similarity> similarity = Optional.empty();

    @Option(
            names = "--m",
            paramLabel = "N",
            description = "Without a schema: links a row of the graph keeps. Default: 16.")
    private Optional<Integer> m = Optional.empty();

    @Option(
            names = "--ef-construction",
            paramLabel = "N",
            description =
                    "Without a schema: candidates the building of the graph keeps. Default: 200.")
    private Optional<Integer> efConstruction = Optional.empty();

    /// A collection to be made as the user wants it.
    CollectionBuilder builder() throws IOException {
        List<String> without = withoutSchema();
        if (schema.isPresent()) {
            if (!without.isEmpty()) {
                throw new UserErrorException(
                        "%s must not be given with --schema".formatted(without.getFirst()),
                        "say it in the schema, or leave --schema out");
            }
            return DocumentCollection.builder(
                    GivenJson.readFile(
                            schema.get(),
                            Schema::parse,
                            "'lanes index --help' shows what a schema looks like"));
        }
        if (textFields.length == 0 || model.isEmpty()) {
            throw new UserErrorException(
                    "--schema, or --text and --model, must be given but %s"
                            .formatted(
                                    without.isEmpty()
                                            ? "were not"
                                            : textFields.length == 0
                                                    ? "--text was not"
                                                    : "--model was not"),
                    "try 'lanes index --help'");
        }
        return UserErrorException.unlessValid(this::builderWithoutSchema);
    }

    private List<String> withoutSchema() {
        List<String> given = new ArrayList<>();
        if (textFields.length > 0) {
            given.add("--text");
        }
        model.ifPresent(_ -> given.add("--model"));
        idField.ifPresent(_ -> given.add("--id"));
        similarity.ifPresent(_ -> given.add("--similarity"));
        m.ifPresent(_ -> given.add("--m"));
        efConstruction.ifPresent(_ -> given.add("--ef-construction"));
        return given;
    }

    private CollectionBuilder builderWithoutSchema() {
        CollectionBuilder builder =
                DocumentCollection.builder(model.orElseThrow()).textFields(textFields);
        similarity.ifPresent(builder::similarity);
        idField.ifPresent(builder::idField);
        m.ifPresent(builder::m);
        efConstruction.ifPresent(builder::efConstruction);
        return builder;
    }
}
