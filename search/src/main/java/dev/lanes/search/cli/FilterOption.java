package dev.lanes.search.cli;

import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.RetrieverJson;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which documents a command is about.
final class FilterOption {
    @Option(
            names = "--filter",
            paramLabel = "JSON|@FILE",
            description = {
                "Only documents that this lets pass, as Elasticsearch and OpenSearch write it:",
                "'{\"range\": {\"year\": {\"gte\": 1990}}}'."
            })
    private Optional<String> json = Optional.empty();

    Optional<Filter> filter() throws IOException {
        if (json.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                GivenJson.read(
                        "--filter",
                        json.get(),
                        RetrieverJson::readFilter,
                        "a filter is one of term, terms, range, exists, prefix, bool, match_all and"
                                + " match_none, such as '{\"term\": {\"genre\": \"crime\"}}'"));
    }
}
