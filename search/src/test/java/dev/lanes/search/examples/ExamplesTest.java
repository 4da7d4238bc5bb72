package dev.lanes.search.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.search.SharedData;
import dev.lanes.search.semantic.Community;
import dev.lanes.vector.Hit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Runs the examples that need no collection.
class ExamplesTest {
    @TempDir private Path folder;

    /// A program that prints.
    private interface Program {
        void run(String... arguments) throws IOException;
    }

    private static List<String> lines(Program program, String... arguments) throws IOException {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        try (var print = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(print);
            program.run(arguments);
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void semanticSearchAnswersItsQuestions() throws IOException {
        var lines = lines(SemanticSearchExample::main);
        assertThat(lines).hasSize(3 * 4);
        assertThat(lines.get(1)).contains("Knead the dough");
        assertThat(lines.get(5)).contains("Bees collect nectar");
        assertThat(lines.subList(9, 11))
                .anyMatch(line -> line.contains("Trams run"))
                .anyMatch(line -> line.contains("night train"));
    }

    /// The scores that sentence-transformers publishes for its example.
    @Test
    void semanticSearchGivesThePublishedScores() throws IOException {
        Path file = SharedData.file("examples/semantic-search.jsonl");
        var sentences = SemanticSearchExample.sentences(file);
        assertThat(sentences).hasSize(9);
        var published =
                JsonMapper.shared()
                        .readTree(SharedData.file("examples/semantic-search-expected.json"));
        assertThat(published.size()).isEqualTo(3);
        for (var one : published) {
            String question = one.get("query").asString();
            var scores = one.get("scores");
            var hits = SemanticSearchExample.answers(sentences, List.of(question), 5).getFirst();
            assertThat(hits).hasSize(scores.size());
            for (int i = 0; i < hits.size(); i++) {
                assertThat((double) hits.get(i).score())
                        .as("%s, hit %d", question, i)
                        .isCloseTo(scores.get(i).asDouble(), within(.001));
            }
        }
        assertThat(lines(SemanticSearchExample::main, file.toString(), "Who drives on Mars?"))
                .hasSize(4)
                .element(1)
                .asString()
                .contains("Mars rovers");
    }

    @Test
    void similarQuestionsAreFound() throws IOException {
        var questions = SimilarQuestionsExample.QUESTIONS;
        assertThat(SimilarQuestionsExample.pairs(questions))
                .extracting(pair -> List.of(pair.first(), pair.second()))
                .contains(List.of(1, 5), List.of(2, 7), List.of(4, 8), List.of(6, 9))
                .contains(List.of(0, 3))
                .doesNotContain(List.of(0, 1))
                .allMatch(pair -> !pair.contains(11));
        assertThat(SimilarQuestionsExample.groups(questions))
                .extracting(Community::members)
                .first()
                .asInstanceOf(InstanceOfAssertFactories.list(Integer.class))
                .containsExactlyInAnyOrder(0, 3, 10);
        assertThat(lines(SimilarQuestionsExample::main)).contains("Pairs", "Groups");
        var file = Files.write(folder.resolve("q.txt"), List.of("Who is it?", "Who is that?"));
        assertThat(lines(SimilarQuestionsExample::main, file.toString())).hasSize(4);
    }

    @Test
    void similarPublicationsAreFoundInAFile() throws IOException {
        var file =
                Files.write(
                        folder.resolve("corpus.jsonl"),
                        List.of(
                                "{\"title\": \"Sleep of fruit flies\", \"text\": \"Flies rest at"
                                        + " night.\"}",
                                "{\"title\": \"Waves on deep water\", \"text\": \"Long waves are"
                                        + " fast.\"}"));
        assertThat(lines(SimilarPublicationsExample::main, file.toString(), "Insects need rest"))
                .hasSize(2)
                .first()
                .asString()
                .endsWith("Sleep of fruit flies");
        assertThat(lines(SimilarPublicationsExample::main)).hasSize(1);
    }

    /// An abstract is the one most like its own title, but for few that are on the same thing.
    @Test
    void similarPublicationsAreFoundInSciFact() throws IOException {
        Path file = SharedData.file("scifact/corpus.jsonl.gz");
        var publications = SimilarPublicationsExample.read(file, 40);
        var titles = publications.stream().map(SimilarPublicationsExample::title).toList();
        var found = SimilarPublicationsExample.similar(publications, titles, 3);
        int first = 0;
        for (int i = 0; i < titles.size(); i++) {
            assertThat(found.get(i)).extracting(Hit::id).as(titles.get(i)).contains((long) i);
            first += found.get(i).getFirst().id() == i ? 1 : 0;
        }
        assertThat(first).isGreaterThanOrEqualTo(38);
    }
}
