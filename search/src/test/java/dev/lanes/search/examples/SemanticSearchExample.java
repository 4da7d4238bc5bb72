package dev.lanes.search.examples;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.search.JsonLines;
import dev.lanes.search.semantic.SemanticSearch;
import dev.lanes.search.semantic.SemanticSettings;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Semantic search among a few sentences, without a collection: the sentences that come closest in
/// meaning to each question, by the cosine of their vectors.
///
/// Arguments: nothing, for the sentences and questions below; or a file of JSON lines with a field
/// `text`, and questions.
public final class SemanticSearchExample {
    private static final List<String> SENTENCES =
            List.of(
                    "Bees collect nectar and make honey of it in their hive.",
                    "A spider waits in its web until something moves.",
                    "The night train to the coast leaves from platform nine.",
                    "Trams run every ten minutes through the old town.",
                    "Knead the dough, let it rise for an hour and bake it until it is brown.",
                    "A good soup begins with onions that are fried slowly.");

    private static final List<String> QUESTIONS =
            List.of(
                    "How is bread made?",
                    "Which insects give us something sweet?",
                    "How can I get around by public transport?");

    private SemanticSearchExample() {}

    /// Prints the three best sentences for each question.
    public static void main(String... arguments) throws IOException {
        var sentences = arguments.length == 0 ? SENTENCES : sentences(Path.of(arguments[0]));
        var questions =
                arguments.length == 0 ? QUESTIONS : List.of(arguments).subList(1, arguments.length);
        var answers = answers(sentences, questions, 3);
        for (int i = 0; i < questions.size(); i++) {
            System.out.println(questions.get(i));
            for (Hit hit : answers.get(i)) {
                String sentence = sentences.get(Math.toIntExact(hit.id()));
                System.out.printf(Locale.ROOT, "  %.4f  %s%n", hit.score(), sentence);
            }
        }
    }

    /// The best sentences for each question.
    static List<List<Hit>> answers(List<String> sentences, List<String> questions, int k) {
        try (var encoder = DenseEncoder.open("all-MiniLM-L6-v2")) {
            return SemanticSearch.search(questions, sentences, encoder, SemanticSettings.of(k));
        }
    }

    /// The texts of a file.
    static List<String> sentences(Path file) throws IOException {
        var sentences = new ArrayList<String>();
        try (var lines = JsonLines.open(file)) {
            lines.forEach(line -> sentences.add(line.text("text").orElseThrow()));
        }
        return sentences;
    }
}
