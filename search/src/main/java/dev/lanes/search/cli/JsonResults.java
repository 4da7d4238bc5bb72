package dev.lanes.search.cli;

import dev.lanes.search.DocumentHit;
import dev.lanes.search.DocumentId;
import dev.lanes.search.SearchRequest;
import dev.lanes.search.SearchResult;
import dev.lanes.search.SearchStage;
import dev.lanes.search.Took;
import dev.lanes.vector.SparseVector;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Writes results as JSON. The text is put together by hand, because documents and ids go in to the
/// letter: a parser would change numbers such as `1.10`.
final class JsonResults {
    private JsonResults() {}

    /// One search as one line.
    ///
    /// @param next the token of the next page, where one is to be told
    static String of(SearchResult result, Optional<String> next) {
        StringBuilder json = new StringBuilder("{\"query\":");
        json.append(result.request().text().map(JsonResults::quoted).orElse("null"));
        json.append(",\"took\":").append(took(result.took()));
        json.append(",\"hits\":").append(array(result.hits(), JsonResults::hit));
        next.ifPresent(token -> json.append(",\"next\":").append(quoted(token)));
        if (result.isPartial()) {
            json.append(",\"partial\":true");
        }
        if (result.request().report() == SearchRequest.Report.DOCUMENTS) {
            json.append(",\"stages\":").append(array(List.of(result.stage()), JsonResults::stage));
        }
        return json.append('}').toString();
    }

    private static <T> String array(List<T> values, Function<T, String> json) {
        return values.stream().map(json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String stage(SearchStage stage) {
        StringBuilder json = new StringBuilder("{\"name\":");
        json.append(quoted(stage.name())).append(",\"found\":").append(stage.found());
        json.append(",\"ms\":").append(ms(stage.time()));
        stage.notes().reason().ifPresent(why -> json.append(",\"reason\":").append(quoted(why)));
        stage.notes()
                .cut()
                .ifPresent(why ->
                        json.append(",\"cut\":").append(quoted(why.toLowerCase(Locale.ROOT))));
        json.append(",\"documents\":")
                .append(
                        array(
                                stage.documents(),
                                found ->
                                        "{\"id\":%s,\"score\":%s}"
                                                .formatted(quoted(found.id()), found.score())));
        json.append(",\"stages\":").append(array(stage.below(), JsonResults::stage));
        return json.append('}').toString();
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
        String passage =
                hit.passage()
                        .map(found ->
                                ",\"passage\":{\"field\":%s,\"text\":%s}"
                                        .formatted(quoted(found.field()), quoted(found.text())))
                        .orElse("");
        return "{\"id\":%s,\"score\":%s,\"document\":%s%s}"
                .formatted(idJson, hit.score(), hit.document().json(), passage);
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
