package dev.lanes.search.cli;

import dev.lanes.search.DocumentHit;
import dev.lanes.search.DocumentId;
import dev.lanes.search.SearchResult;
import dev.lanes.search.Took;
import dev.lanes.vector.SparseVector;
import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Writes results as JSON. The text is put together by hand, because documents and ids go in to the
/// letter: a parser would change numbers such as `1.10`.
final class JsonResults {
    private JsonResults() {}

    /// One search as one line.
    static String of(SearchResult result) {
        return "{\"query\":%s,\"took\":%s,\"hits\":%s}"
                .formatted(
                        quoted(result.request().text().orElse("")),
                        took(result.took()),
                        result.hits().stream()
                                .map(JsonResults::hit)
                                .collect(Collectors.joining(",", "[", "]")));
    }

    /// A vector as an array of its numbers.
    static String of(float[] vector) {
        StringJoiner numbers = new StringJoiner(",", "[", "]");
        for (float value : vector) {
            numbers.add(Float.toString(value));
        }
        return numbers.toString();
    }

    /// A vector as an object that has a weight for each term.
    static String of(SparseVector vector) {
        StringJoiner terms = new StringJoiner(",", "{", "}");
        for (int i = 0; i < vector.size(); i++) {
            terms.add("\"%d\":%s".formatted(vector.term(i), vector.weight(i)));
        }
        return terms.toString();
    }

    /// One text with its vector as one line.
    ///
    /// @param vector as JSON
    static String of(String text, String vector) {
        return "{\"text\":%s,\"vector\":%s}".formatted(quoted(text), vector);
    }

    private static String hit(DocumentHit hit) {
        DocumentId id = hit.id();
        String idJson =
                switch (id.kind()) {
                    case TEXT -> quoted(id.text());
                    case NUMBER -> id.text();
                };
        return "{\"id\":%s,\"score\":%s,\"document\":%s}"
                .formatted(idJson, hit.score(), hit.document().json());
    }

    private static String took(Took took) {
        return "{\"encodeMs\":%s,\"searchMs\":%s,\"fetchMs\":%s}"
                .formatted(ms(took.encode()), ms(took.search()), ms(took.fetch()));
    }

    private static String ms(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e6);
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}
