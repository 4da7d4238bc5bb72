package dev.lanes.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.Passages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Searches by retrievers, with filters, page by page, explained.
class SearchOptionsTest {
    @TempDir private static Path shared;
    @TempDir private Path folder;
    private static String films;

    @BeforeAll
    static void make() throws IOException {
        films = Films.in(shared).toString();
    }

    private static Captured search(String... more) {
        List<String> args = new ArrayList<>(List.of("search", films));
        args.addAll(List.of(more));
        Captured run = Captured.run(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static JsonNode json(String... more) {
        List<String> args = new ArrayList<>(List.of(more));
        args.add("--json");
        return JsonMapper.shared().readTree(search(args.toArray(String[]::new)).out());
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.at("/hits").forEach(hit -> ids.add(hit.at("/id").asString()));
        return ids;
    }

    @Test
    void aRetrieverAndAFilter() throws IOException {
        assertThat(ids(json("train"))).containsExactlyInAnyOrder("a", "b", "4");
        assertThat(ids(json("train", "--filter", "{\"range\":{\"year\":{\"lt\":2000}}}")))
                .containsExactlyInAnyOrder("a", "b");
        // Elasticsearch's body, whose size counts unless -k is given.
        Path body =
                Files.writeString(
                        folder.resolve("body.json"),
                        "{\"query\": {\"match\": {\"title\": \"night\"}}, \"size\": 2}");
        JsonNode answer = json("--retriever", "@" + body);
        assertThat(answer.at("/query").isNull()).isTrue();
        assertThat(ids(answer)).hasSize(2).first().isEqualTo("c");
        assertThat(ids(json("--retriever", "@" + body, "-k", "3"))).hasSize(3);
        assertThat(
                        ids(
                                json(
                                        "--retriever",
                                        "@" + body,
                                        "--filter",
                                        "{\"term\":{\"genres\":\"crime\"}}")))
                .containsExactly("c", "a");
    }

    @Test
    void withoutAQuestionThereIsNoHeading() {
        Captured run = search("--retriever", "{\"query\":{\"match\":{\"title\":\"überfall\"}}}");
        assertThat(run.out()).startsWith(" 1  ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void pageByPage() {
        assertThat(json("night train", "-k", "2").has("next")).isFalse();
        List<String> all = ids(json("night train"));
        assertThat(all).hasSize(4);
        JsonNode first = json("night train", "-k", "2", "--from", "0");
        JsonNode second = json("night train", "-k", "2", "--after", first.at("/next").asString());
        assertThat(ids(first)).isEqualTo(all.subList(0, 2));
        assertThat(ids(second)).isEqualTo(all.subList(2, 4));
        assertThat(ids(json("night train", "--from", "1"))).isEqualTo(all.subList(1, 4));

        Captured run = search("night train", "-k", "2", "--from", "1");
        assertThat(run.out()).contains("\n 2  ", "\n 3  ").doesNotContain("\n 1  ");
        assertThat(run.err()).startsWith("for the next hits: --after ");
    }

    @Test
    void explained() {
        Captured run = search("night train", "--explain");
        assertThat(run.out()).containsPattern("\n\\S.*: 4 found in [\\d.]+ \\w+");
        assertThat(run.err()).isEmpty();
        JsonNode stages = json("night train", "--explain").at("/stages");
        assertThat(stages.size()).isEqualTo(1);
        assertThat(stages.at("/0/found").asInt()).isEqualTo(4);
        assertThat(stages.at("/0/documents").size()).isEqualTo(4);
        assertThat(stages.at("/0/documents/0/score").isNumber()).isTrue();
        assertThat(stages.at("/0/stages").isArray()).isTrue();
    }

    @Test
    void aDeadlineThatIsKeptChangesNothing() {
        JsonNode answer = json("night train", "--deadline", "60000");
        assertThat(ids(answer)).isEqualTo(ids(json("night train")));
        assertThat(answer.has("partial")).isFalse();
    }

    @Test
    void namesThePassageThatWasFound() throws IOException {
        Path lines =
                Files.writeString(
                        folder.resolve("long.jsonl"),
                        "{\"id\":1,\"text\":\"%sBees gather nectar and make honey.\"}"
                                .formatted(
                                        "The Moon pulls at the sea and makes tides. ".repeat(9)));
        Path schema =
                Files.writeString(
                        folder.resolve("schema.json"),
                        """
                        {"fields": [{"name": "text", "type": "semantic", "model": "%s",
                                     "chunking": {"tokens": 16, "overlap": 2}}]}
                        """
                                .formatted(Passages.MODEL));
        String out = folder.resolve("long").toString();
        Captured made =
                Captured.run(
                        "index",
                        lines.toString(),
                        "--out",
                        out,
                        "--schema",
                        schema.toString(),
                        "--registry",
                        folder.resolve("models").toString());
        assertThat(made.code()).as(made.err()).isZero();
        Captured run = Captured.run("search", out, "Who makes honey?", "--json");
        JsonNode passage = JsonMapper.shared().readTree(run.out()).at("/hits/0/passage");
        assertThat(passage.at("/field").asString()).isEqualTo("text");
        assertThat(passage.at("/text").asString()).contains("honey").hasSizeLessThan(200);
    }
}
