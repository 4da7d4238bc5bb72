package dev.lanes.search.cli;

import dev.lanes.search.DocumentCollection;
import dev.lanes.search.SearchRequest;
import dev.lanes.search.SearchResult;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.search.retrieval.SearchBody;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lanes search`: puts questions to a collection.
@Command(
        name = "search",
        description = {
            "Finds the documents that fit a question best.",
            "Without a question a retriever counts that has a text or a vector of its own."
        })
final class SearchCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The collection.")
    private Path directory;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "QUESTION",
            description = "One question each; put it in quotation marks.")
    private String[] questions = {};

    @Mixin private RetrieverOptions retrieverOptions;

    @Mixin private PageOptions pageOptions;

    @Mixin private RegistryOption registry;

    @Option(names = "--json", description = "Prints one JSON object a question, one a line.")
    private boolean json;

    @Option(
            names = "--explain",
            description =
                    "Prints what each stage of the retriever found, how long it took, and why; with"
                            + " --json its documents too.")
    private boolean explain;

    SearchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        // Everything is checked before the first question is answered.
        RetrieverOptions.Given given = retrieverOptions.read();
        List<SearchRequest> requests = UserErrorException.unlessValid(() -> requests(given.body()));
        try (DocumentCollection collection =
                DocumentCollection.openToRead(directory, registry.settings())) {
            HitPrinter printer = new HitPrinter(console, collection.schema());
            Retriever retriever = given.retriever(collection);
            for (SearchRequest request : requests) {
                SearchRequest asked = request.withRetriever(retriever);
                print(UserErrorException.unlessValid(() -> collection.search(asked)), printer);
            }
        }
        return ExitCodes.DONE;
    }

    private List<SearchRequest> requests(Optional<SearchBody> body) {
        if (questions.length == 0 && body.isEmpty()) {
            throw new UserErrorException(
                    "a QUESTION must be given, or a --retriever with a text or vector of its own",
                    "try 'lanes search --help'");
        }
        List<Optional<String>> texts =
                questions.length == 0
                        ? List.of(Optional.empty())
                        : Stream.of(questions).map(Optional::of).toList();
        return texts.stream()
                .map(text -> pageOptions.request(text, body))
                .map(request -> explain ? request.explained() : request)
                .toList();
    }

    private void print(SearchResult result, HitPrinter printer) {
        Optional<String> next = pageOptions.areGiven() ? result.next() : Optional.empty();
        if (json) {
            console.results().line(JsonResults.of(result, next));
            console.results().flush();
            return;
        }
        printer.print(result);
        if (explain) {
            StageLines.of(result.stage()).forEach(console.results()::line);
            console.results().line("");
        }
        if (result.isPartial()) {
            console.note("the time was up before the search was done: there may be better hits");
        }
        next.ifPresent(token -> console.note("for the next hits: --after " + token));
    }
}
