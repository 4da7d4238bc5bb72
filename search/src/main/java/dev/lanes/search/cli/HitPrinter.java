package dev.lanes.search.cli;

import dev.lanes.search.DocumentHit;
import dev.lanes.search.Field;
import dev.lanes.search.Schema;
import dev.lanes.search.SearchResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints what a search found for people: rank, score, title or id, and the passage below.
final class HitPrinter {
    private static final String TITLE = "title";
    private static final String INDENT = "    ";

    private final Console console;
    private final List<String> passageFields;

    HitPrinter(Console console, Schema schema) {
        this.console = console;
        List<String> texts =
                Stream.concat(
                                schema.fields(Field.Semantic.class).stream()
                                        .map(Field.Semantic::source),
                                schema.fields(Field.Text.class).stream().map(Field.Text::source))
                        .flatMap(source -> source.fields().stream())
                        .distinct()
                        .toList();
        List<String> untitled = texts.stream().filter(field -> !field.equals(TITLE)).toList();
        this.passageFields = untitled.isEmpty() ? texts : untitled;
    }

    void print(SearchResult result) {
        Results out = console.results();
        result.request()
                .text()
                .ifPresent(question -> {
                    Words.wrap(question, "", console.columns()).forEach(out::line);
                    out.line("");
                });
        int rank = result.request().page().from();
        for (DocumentHit hit : result.hits()) {
            rank++;
            out.line(String.format(Locale.ROOT, "%2d  %.4f  %s", rank, hit.score(), heading(hit)));
            Words.wrap(passage(hit), INDENT, console.columns()).forEach(out::line);
            out.line("");
        }
        out.flush();
    }

    private static String heading(DocumentHit hit) {
        return Words.printable(
                hit.document()
                        .text(TITLE)
                        .filter(title -> !title.isBlank())
                        .orElse(hit.id().text()));
    }

    private String passage(DocumentHit hit) {
        return hit.passage()
                .map(DocumentHit.Passage::text)
                .orElseGet(() ->
                        passageFields.stream()
                                .flatMap(field -> hit.document().texts(field).stream())
                                .collect(Collectors.joining(" ")));
    }
}
