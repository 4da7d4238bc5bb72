package dev.lanes.search.examples;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.search.semantic.Community;
import dev.lanes.search.semantic.CommunitySettings;
import dev.lanes.search.semantic.ParaphraseSettings;
import dev.lanes.search.semantic.SemanticSearch;
import dev.lanes.search.semantic.SimilarPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Questions that were asked before in other words: the pairs that mean the same (paraphrase
/// mining), and groups of them (community detection).
///
/// Arguments: nothing, for the questions below; or a file with a question a line.
public final class SimilarQuestionsExample {
    static final List<String> QUESTIONS =
            List.of(
                    "How do I reset my password?",
                    "What is the capital of Australia?",
                    "Why is the sky blue?",
                    "I forgot my password, how can I get a new one?",
                    "How long should an egg be boiled?",
                    "Which city is the capital of Australia?",
                    "How can I learn to play the guitar?",
                    "What makes the sky look blue?",
                    "For how many minutes do I boil an egg?",
                    "What is the best way to learn the guitar?",
                    "How can I change a password that I have forgotten?",
                    "Where do penguins live?");

    private SimilarQuestionsExample() {}

    /// Prints pairs and groups.
    public static void main(String... arguments) throws IOException {
        var questions =
                arguments.length == 0 ? QUESTIONS : Files.readAllLines(Path.of(arguments[0]));
        System.out.println("Pairs");
        for (SimilarPair pair : pairs(questions)) {
            System.out.printf(
                    Locale.ROOT,
                    "  %.4f  %s  |  %s%n",
                    pair.score(),
                    questions.get(pair.first()),
                    questions.get(pair.second()));
        }
        System.out.println("Groups");
        for (Community community : groups(questions)) {
            System.out.println("  " + community.members().stream().map(questions::get).toList());
        }
    }

    /// The pairs with a cosine of at least .7, at most a hundred.
    static List<SimilarPair> pairs(List<String> questions) {
        try (var encoder = DenseEncoder.open("all-MiniLM-L6-v2")) {
            var settings = ParaphraseSettings.of().withMinScore(.7f).withMaxPairs(100);
            return SemanticSearch.paraphraseMining(questions, encoder, settings);
        }
    }

    /// Groups of at least two around a question to which all have a cosine of at least .7.
    static List<Community> groups(List<String> questions) {
        try (var encoder = DenseEncoder.open("all-MiniLM-L6-v2")) {
            return SemanticSearch.communityDetection(
                    questions, encoder, CommunitySettings.of(.7f, 2));
        }
    }
}
