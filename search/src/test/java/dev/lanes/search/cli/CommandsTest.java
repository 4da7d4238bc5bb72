package dev.lanes.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.FileTrees;
import dev.lanes.search.Passages;
import dev.lanes.search.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {
    private static final String DOCUMENTS =
            """
            {"id":"a","n":1.10,"title":"Bees","text":"Bees gather nectar and make honey."}
            {"id":7,"title":"Tides","text":"The Moon pulls at the sea\\nand makes tides."}
            """;

    @TempDir private Path folder;

    private String index(String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("two.jsonl"), DOCUMENTS);
        String out = folder.resolve("two").toString();
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "index",
                                file.toString(),
                                "--out",
                                out,
                                "--text",
                                "title,text",
                                "--model",
                                Passages.MODEL));
        args.addAll(List.of(more));
        Captured run = Captured.run(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("read 2 documents", "tokens/s", "linked them", out + ": 2 documents");
        return out;
    }

    @Test
    void indexesAndSearches() throws IOException {
        String out = index();
        Captured run = Captured.run("search", out, "Who makes honey?", "What moves the sea?");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsSubsequence(
                        "Who makes honey?",
                        " 1  0.",
                        "Bees\n    Bees gather nectar and make honey.\n",
                        " 2  0.",
                        "What moves the sea?",
                        "Tides\n    The Moon pulls at the sea and makes tides.\n");
    }

    @Test
    void printsOneObjectAQuestion() throws IOException {
        String out = index("--similarity", "dot", "--m", "8", "--ef-construction", "50");
        Captured run =
                Captured.run(
                        "search",
                        out,
                        "Who makes \"honey\"?",
                        "@tides",
                        "-k",
                        "1",
                        "--json",
                        "--exact");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines())
                .hasSize(2)
                .first()
                .asString()
                .matches(
                        "\\{\"query\":\"Who makes \\\\\"honey\\\\\"\\?\",\"took\":\\{\"encodeMs\":[0-9.]+,"
                                + "\"searchMs\":[0-9.]+,\"fetchMs\":[0-9.]+},\"hits\":\\[\\{\"id\":\"a\","
                                + "\"score\":0\\.\\d+,\"document\":.*}]}")
                .contains("\"document\":" + DOCUMENTS.lines().findFirst().orElseThrow());
        JsonNode second = JsonMapper.shared().readTree(run.outLines().get(1));
        assertThat(second.at("/hits/0/id").isInt()).isTrue();
        assertThat(second.at("/hits/0/id").asInt()).isEqualTo(7);
        assertThat(second.at("/query").asString()).isEqualTo("@tides");
    }

    @Test
    void saysThatItRebuilds() throws IOException {
        String out = index();
        for (String name : FileTrees.names(Path.of(out))) {
            if (name.startsWith("index-1-")) {
                Files.delete(Path.of(out).resolve(name));
            }
        }
        Captured run = Captured.run("search", out, "Who makes honey?", "-k", "1");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Bees");
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("lanes: rebuilding the index")
                .endsWith("it is missing");
        assertThat(Captured.run("search", out, "Who makes honey?").err()).isEmpty();
    }

    @Test
    void replacesWhenAsked() throws IOException {
        index();
        index("--replace");
        assertThat(FileTrees.names(folder)).containsExactly("two", "two.jsonl");
    }

    @Test
    void agreesWithTheIssue() throws IOException {
        Path facts = SharedData.file("examples/nyc-facts.jsonl");
        String out = folder.resolve("nyc").toString();
        assertThat(
                        Captured.run(
                                        "index",
                                        facts.toString(),
                                        "--out",
                                        out,
                                        "--text",
                                        "description",
                                        "--model",
                                        "e5-small-v2",
                                        "--similarity",
                                        "euclidean",
                                        "--m",
                                        "24",
                                        "--ef-construction",
                                        "128")
                                .code())
                .isZero();
        Captured run =
                Captured.run(
                        "search",
                        out,
                        "What are some places for sports in NYC?",
                        "-k",
                        "3",
                        "--ef-search",
                        "100");
        assertThat(run.out())
                .containsPattern("1  0\\.75[67]\\d  Central Park")
                .containsPattern("2  0\\.746\\d  Flushing Meadows-Corona Park")
                .containsPattern("3  0\\.742\\d  Arthur Ashe Stadium");
    }

    @Test
    void encodesLines() {
        Captured plain =
                Captured.runWith(
                        "a lake\n\na mountain",
                        "encode",
                        "--model",
                        Passages.MODEL,
                        "--as",
                        "passage");
        assertThat(plain.code()).as(plain.err()).isZero();
        assertThat(plain.err()).isEmpty();
        assertThat(plain.outLines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.split(" ", -1)).hasSize(384));

        Captured json =
                Captured.runWith(
                        "a \"lake\"\n",
                        "encode",
                        "--model",
                        Passages.MODEL,
                        "--as",
                        "QUERY",
                        "--json");
        JsonNode line = JsonMapper.shared().readTree(json.out());
        assertThat(json.outLines()).hasSize(1);
        assertThat(line.at("/text").asString()).isEqualTo("a \"lake\"");
        float[] expected = Passages.encoder().encodeQuery("a \"lake\"");
        for (int i = 0; i < expected.length; i++) {
            assertThat((float) line.at("/vector/" + i).asDouble()).isEqualTo(expected[i]);
        }
    }

    @Test
    void listsModels() {
        Captured run = Captured.run("models");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsPattern("all-MiniLM-L6-v2 +yes +86 MiB +384 +256 +none +none +Apache-2.0")
                .containsPattern(
                        "all-MiniLM-L6-v2-q +yes +21 MiB +384 +256 +none +none +Apache-2.0")
                .containsPattern(
                        "e5-small-v2 +yes +126 MiB +384 +512 +\"query: \" +\"passage: \" +MIT");
    }

    @Test
    void demonstrates() throws IOException {
        System.setProperty("lanes.cache", folder.toString());
        try {
            Captured run = Captured.run("demo");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.outLines()).filteredOn(line -> line.startsWith(" 1  0.")).hasSize(3);
            assertThat(run.err())
                    .contains("opened the model", "read 320 documents", "(encoded in", "next:");

            // The next one finds its collection, and makes it again when it is damaged.
            Captured asked = Captured.runWith("Why do cats purr?\n\nnever asked\n", "demo", "-i");
            assertThat(asked.code()).as(asked.err()).isZero();
            assertThat(asked.out()).startsWith("Why do cats purr?\n").doesNotContain("never");
            assertThat(asked.err()).contains("by an earlier demo", "question> ");
            String name = FileTrees.names(folder).getFirst();
            assertThat(name).startsWith("lanes-demo-");

            Files.write(folder.resolve(name).resolve("lanes.db"), new byte[1000]);
            Captured again = Captured.run("demo");
            assertThat(again.code()).as(again.err()).isZero();
            assertThat(again.out()).isEqualTo(run.out());
            assertThat(again.err()).contains("making the collection again: the collection");
            assertThat(FileTrees.names(folder)).containsExactly(name);
        } finally {
            System.clearProperty("lanes.cache");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "index", "search", "encode", "models"})
    void explainsItself(String command) {
        Captured run = Captured.run(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Usage: lanes " + command);
    }

    @Test
    void explainsTheCommands() {
        assertThat(Captured.run().out())
                .isEqualTo(Captured.run("--help").out())
                .contains("demo", "index", "search", "encode", "models", "Exit codes");
        assertThat(Captured.run("--version").out()).matches("lanes \\d\\S* \\(Java 25.*\\)\n");
    }
}
