package dev.lanes.search.examples;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.search.Document;
import dev.lanes.search.JsonLines;
import dev.lanes.search.semantic.SemanticSearch;
import dev.lanes.search.semantic.SemanticSettings;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Publications like one that is described by its title, its abstract or both.
///
/// Arguments: a file of JSON lines with the fields `title` and `text`, plain or gzipped, such as
/// BEIR's `corpus.jsonl.gz` of SciFact; and what to look for.
public final class SimilarPublicationsExample {
    private SimilarPublicationsExample() {}

    /// Prints the five publications that are most alike.
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 2) {
            System.out.println("arguments: FILE and \"title and abstract of a publication\"");
            return;
        }
        var publications = read(Path.of(arguments[0]), Integer.MAX_VALUE);
        for (Hit hit : similar(publications, List.of(arguments[1]), 5).getFirst()) {
            String title = title(publications.get(Math.toIntExact(hit.id())));
            System.out.printf(Locale.ROOT, "%.4f  %s%n", hit.score(), title);
        }
    }

    /// The first publications of a file.
    static List<Document> read(Path file, int most) throws IOException {
        var publications = new ArrayList<Document>();
        try (var lines = JsonLines.open(file)) {
            for (var line : lines) {
                if (publications.size() == most) {
                    break;
                }
                publications.add(line);
            }
        }
        return publications;
    }

    /// The publications most like each of some texts.
    static List<List<Hit>> similar(List<Document> publications, List<String> texts, int k) {
        var corpus =
                publications.stream()
                        .map(publication ->
                                title(publication) + " " + publication.text("text").orElse(""))
                        .toList();
        try (var encoder = DenseEncoder.open("all-MiniLM-L6-v2")) {
            return SemanticSearch.search(texts, corpus, encoder, SemanticSettings.of(k));
        }
    }

    static String title(Document publication) {
        return publication.text("title").orElse("");
    }
}
