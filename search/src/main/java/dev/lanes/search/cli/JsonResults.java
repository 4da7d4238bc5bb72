package dev.lanes.search.cli;

import dev.lanes.search.DocumentHit;
import dev.lanes.search.DocumentId;
import dev.lanes.search.SearchResult;
import dev.lanes.search.Took;
import java.time.Duration;
import java.util.Locale;
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

    /// One text with its vector as one line.
    static String of(String text, float[] vector) {
        StringBuilder line = new StringBuilder("{\"text\":").append(quoted(text));
        line.append(",\"vector\":[");
        for (int i = 0; i < vector.length; i++) {
            line.append(i == 0 ? "" : ",").append(vector[i]);
        }
        return line.append("]}").toString();
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
