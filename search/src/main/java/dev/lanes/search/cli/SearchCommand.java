package dev.lanes.search.cli;

import dev.lanes.hnsw.EfSearch;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.SearchRequest;
import dev.lanes.search.SearchResult;
import dev.lanes.search.retrieval.Knn;
import dev.lanes.search.retrieval.Retriever;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lanes search`: puts questions to a collection.
@Command(name = "search", description = "Finds the documents that are closest to a question.")
final class SearchCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The collection.")
    private Path directory;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "QUESTION",
            description = "One question each; put it in quotation marks.")
    private List<String> questions;

    @Option(
            names = "-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "Hits wanted for each question. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--ef-search",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "Candidates the search keeps; more find more and take longer. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int efSearch;

    @Option(names = "--exact", description = "Compares with every document.")
    private boolean exact;

    @Option(names = "--json", description = "Prints one JSON object a question, one a line.")
    private boolean json;

    SearchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        // All questions are checked before the first is answered.
        List<SearchRequest> requests =
                UserErrorException.unlessValid(
                        () -> questions.stream().map(this::request).toList());
        try (DocumentCollection collection = DocumentCollection.openToRead(directory)) {
            HitPrinter printer = new HitPrinter(console, collection.schema());
            Retriever retriever = retriever(collection);
            for (SearchRequest request : requests) {
                SearchResult result = collection.search(request.withRetriever(retriever));
                if (json) {
                    console.results().line(JsonResults.of(result));
                    console.results().flush();
                } else {
                    printer.print(result);
                }
            }
        }
        return ExitCodes.DONE;
    }

    private SearchRequest request(String question) {
        if (efSearch < 1 || efSearch > SearchRequest.LIMIT) {
            throw new IllegalArgumentException(
                    "efSearch must be in 1..%d but was %d"
                            .formatted(SearchRequest.LIMIT, efSearch));
        }
        return SearchRequest.of(question, k);
    }

    private Retriever retriever(DocumentCollection collection) {
        Retriever usual = collection.usualRetriever();
        if (usual instanceof Knn knn) {
            return exact ? knn.exact() : knn.withEffort(EfSearch.of(efSearch));
        }
        return usual;
    }
}
