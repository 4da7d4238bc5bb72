package dev.lanes.search.cli;

import dev.lanes.search.CollectionSettings;
import dev.lanes.search.Document;
import dev.lanes.search.DocumentHit;
import dev.lanes.search.SearchResult;
import java.util.List;
import java.util.Locale;

/// Prints what a search found for people: rank, score, title or id, and the passage below.
final class HitPrinter {
    private static final String TITLE = "title";
    private static final String INDENT = "    ";

    private final Console console;
    private final List<String> passageFields;

    HitPrinter(Console console, CollectionSettings settings) {
        this.console = console;
        List<String> untitled =
                settings.textFields().stream().filter(field -> !field.equals(TITLE)).toList();
        this.passageFields = untitled.isEmpty() ? settings.textFields() : untitled;
    }

    void print(SearchResult result) {
        Results out = console.results();
        Words.wrap(result.request().text(), "", console.columns()).forEach(out::line);
        out.line("");
        int rank = 0;
        for (DocumentHit hit : result.hits()) {
            rank++;
            out.line(String.format(Locale.ROOT, "%2d  %.4f  %s", rank, hit.score(), heading(hit)));
            Words.wrap(passage(hit.document()), INDENT, console.columns()).forEach(out::line);
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

    private String passage(Document document) {
        return String.join(
                " ", passageFields.stream().map(field -> document.text(field).orElse("")).toList());
    }
}
