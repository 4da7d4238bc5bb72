package dev.lanes.search.cli;

import dev.lanes.hnsw.EfSearch;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.SearchRequest;
import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.Knn;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.search.retrieval.RetrieverJson;
import dev.lanes.search.retrieval.SearchBody;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a search finds documents.
final class RetrieverOptions {
    private static final int EF_SEARCH = 100;

    @Option(
            names = "--retriever",
            paramLabel = "JSON|@FILE",
            description = {
                "How documents are found: a retriever, or the body of a search of Elasticsearch or"
                        + " OpenSearch, such as '{\"lexical\": {\"fields\": [\"title\"]}}'.",
                "Where a part of it has no text of its own, the question counts.",
                "Default: the first field that a model encodes, else words."
            })
    private Optional<String> json = Optional.empty();

    @Mixin private FilterOption filter;

    @Option(
            names = "--ef-search",
            paramLabel = "N",
            description =
                    "Candidates the search keeps; more find more and take longer. Default: 100.")
    private Optional<Integer> efSearch = Optional.empty();

    @Option(names = "--exact", description = "Compares with every document.")
    private boolean exact;

    /// What the user said, read and checked.
    ///
    /// @param body a retriever, if there is one
    record Given(Optional<SearchBody> body, Optional<Filter> filter, int efSearch, boolean exact) {
        /// How a collection is to be searched.
        Retriever retriever(DocumentCollection collection) {
            Retriever retriever =
                    body.map(SearchBody::retriever).orElseGet(() -> usual(collection));
            return filter.<Retriever>map(retriever::filter).orElse(retriever);
        }

        private Retriever usual(DocumentCollection collection) {
            try {
                Retriever usual = collection.usualRetriever();
                if (usual instanceof Knn knn) {
                    return exact ? knn.exact() : knn.withEffort(EfSearch.of(efSearch));
                }
                return usual;
            } catch (IllegalStateException e) {
                throw new UserErrorException(e.getMessage(), "give a --retriever");
            }
        }
    }

    Given read() throws IOException {
        if (json.isPresent() && (exact || efSearch.isPresent())) {
            throw new UserErrorException(
                    "--exact and --ef-search must not be given with --retriever",
                    "say it in the retriever");
        }
        int ef = efSearch.orElse(EF_SEARCH);
        if (ef < 1 || ef > SearchRequest.LIMIT) {
            throw new UserErrorException(
                    "efSearch must be in 1..%d but was %d".formatted(SearchRequest.LIMIT, ef));
        }
        return new Given(body(), filter.filter(), ef, exact);
    }

    private Optional<SearchBody> body() throws IOException {
        if (json.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                GivenJson.read(
                        "--retriever",
                        json.get(),
                        RetrieverJson::readBody,
                        "docs/retriever.schema.json describes retrievers; @FILE reads one from a"
                                + " file"));
    }
}
