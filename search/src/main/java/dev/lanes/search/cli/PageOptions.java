package dev.lanes.search.cli;

import dev.lanes.search.SearchRequest;
import dev.lanes.search.retrieval.SearchBody;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which part of a ranking a search returns, and when.
final class PageOptions {
    private static final int HITS = 10;

    @Option(
            names = "-k",
            paramLabel = "N",
            description =
                    "Hits wanted for each question. Default: the size that the retriever's body"
                            + " says, else 10.")
    private Optional<Integer> k = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "N",
            description = {
                "Leaves out so many hits before.",
                "With it, also with 0, an answer says what --after takes for the next hits."
            })
    private Optional<Integer> from = Optional.empty();

    @Option(
            names = "--after",
            paramLabel = "TOKEN",
            description = "Goes on behind an answer to the same question, by its token.")
    private Optional<String> after = Optional.empty();

    @Option(
            names = "--deadline",
            paramLabel = "MS",
            description =
                    "Returns what there is after so many milliseconds, and says that it is partial.")
    private Optional<Long> deadline = Optional.empty();

    /// Whether answers say how to go on.
    boolean areGiven() {
        return from.isPresent() || after.isPresent();
    }

    /// Checks what can be checked without a collection.
    ///
    /// @throws IllegalArgumentException when something is out of range
    SearchRequest request(Optional<String> text, Optional<SearchBody> body) {
        if (from.isPresent() && after.isPresent()) {
            throw new IllegalArgumentException(
                    "one of --from and --after must be given but both were");
        }
        int size = k.or(() -> body.flatMap(PageOptions::size)).orElse(HITS);
        int first = from.or(() -> body.flatMap(PageOptions::from)).orElse(0);
        SearchRequest request =
                new SearchRequest(
                        text,
                        Optional.empty(),
                        new SearchRequest.Page(first, size, after),
                        deadline.map(PageOptions::time),
                        SearchRequest.Report.COUNTS);
        return after.map(request::after).orElse(request);
    }

    private static Optional<Integer> size(SearchBody body) {
        return body.size().stream().boxed().findFirst();
    }

    private static Optional<Integer> from(SearchBody body) {
        return body.from().stream().boxed().findFirst();
    }

    private static Duration time(long ms) {
        if (ms < 1) {
            throw new IllegalArgumentException(
                    "--deadline must be at least 1 ms but was %d".formatted(ms));
        }
        return Duration.ofMillis(ms);
    }
}
