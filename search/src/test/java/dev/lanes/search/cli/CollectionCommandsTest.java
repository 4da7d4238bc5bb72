package dev.lanes.search.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.FileTrees;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Collections are changed, looked at, copied and checked.
class CollectionCommandsTest {
    @TempDir private Path folder;
    private String films;

    @BeforeEach
    void make() throws IOException {
        films = Films.in(folder).toString();
    }

    private static Captured succeeds(String... args) {
        Captured run = Captured.run(args);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    @Test
    void putsAndGets() throws IOException {
        Path more =
                Files.writeString(
                        folder.resolve("more.jsonl"),
                        """
                        {"id":"f","title":"Bees"}
                        {"id":"a","title":"The day train"}
                        """);
        assertThat(succeeds("put", films, more.toString()).err())
                .startsWith(films + ": put 2 documents, in ")
                .endsWith("; it has 6 now\n");
        assertThat(succeeds("get", films, "a", "4", "f").outLines())
                .containsExactly(
                        "{\"id\":\"a\",\"title\":\"The day train\"}",
                        Films.LINES.get(3),
                        "{\"id\":\"f\",\"title\":\"Bees\"}");

        Captured absent = Captured.run("get", films, "f", "x", "y");
        assertThat(absent.code()).isEqualTo(2);
        assertThat(absent.outLines()).containsExactly("{\"id\":\"f\",\"title\":\"Bees\"}");
        assertThat(absent.err())
                .isEqualTo("lanes: " + films + " has no document with the id x, y\n");
    }

    @Test
    void putsBatchesOrNothingOfThem() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            lines.add("{\"id\":%d,\"year\":%s}".formatted(i, i == 600 ? "\"late\"" : "2000"));
        }
        Path many = Files.write(folder.resolve("many.jsonl"), lines);
        Captured run = Captured.run("put", films, many.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(2).first().isEqualTo("the first 500 documents were put");
        assertThat(run.err()).contains("many.jsonl, line 601", "year");
        // Film 4 is one of them.
        assertThat(succeeds("stats", films).out()).startsWith("504 documents\n");
    }

    @Test
    void deletes() {
        assertThat(succeeds("delete", films, "a", "4").err())
                .isEqualTo(films + ": deleted 2 documents; it has 3 now\n");
        assertThat(succeeds("delete", films, "--filter", "{\"term\":{\"genres\":\"drama\"}}").err())
                .isEqualTo(films + ": deleted 2 documents; it has 1 now\n");
        Captured again = Captured.run("delete", films, "b", "a");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.errLines())
                .containsExactly(
                        films + ": deleted 1 document; it has 0 now",
                        "lanes: " + films + " has no document with the id a");
    }

    @Test
    void exportsToTheLetterAndImports() throws IOException {
        assertThat(succeeds("export", films).outLines()).isEqualTo(Films.LINES);
        Path zipped = folder.resolve("all.jsonl.gz");
        assertThat(succeeds("export", films, "--out", zipped.toString()).err())
                .isEqualTo(zipped + ": 5 documents\n");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(zipped))) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            in.transferTo(text);
            assertThat(text.toString(UTF_8).lines()).isEqualTo(Films.LINES);
        }
        Path plain = folder.resolve("all.jsonl");
        succeeds("export", films, "--out", plain.toString());
        assertThat(Files.readAllLines(plain)).isEqualTo(Films.LINES);

        succeeds("delete", films, "a", "b", "c");
        succeeds("import", films, zipped.toString());
        assertThat(succeeds("export", films).outLines())
                .containsExactlyInAnyOrderElementsOf(Films.LINES);
        assertThat(FileTrees.names(folder))
                .containsExactly("all.jsonl", "all.jsonl.gz", "films", "films.json", "films.jsonl");
    }

    @Test
    void sizes() throws IOException {
        Captured printed = succeeds("stats", films);
        assertThat(printed.out())
                .startsWith("5 documents\n")
                .containsPattern("title +text +- +- +-\n")
                .containsPattern("genres +keyword +- +- +4\n")
                .containsPattern("lanes\\.db +[\\d,]+\n");
        JsonNode json = JsonMapper.shared().readTree(succeeds("stats", films, "--json").out());
        assertThat(json.at("/documents").asLong()).isEqualTo(5);
        assertThat(json.at("/fields/2").toString())
                .isEqualTo("{\"name\":\"year\",\"type\":\"long\",\"entries\":5}");
        assertThat(json.at("/files").size()).isEqualTo(FileTrees.names(Path.of(films)).size());
    }

    @Test
    void verifiesCompactsAndCopies() throws IOException {
        assertThat(succeeds("verify", films).out())
                .isEqualTo(films + ": all is well with its 5 documents\n");
        succeeds("delete", films, "a", "b");
        assertThat(succeeds("compact", films).err())
                .matches("\\S+: [\\d,]+ [KM]iB before, [\\d,]+ [KM]iB now\n");
        String copy = folder.resolve("copy").toString();
        assertThat(succeeds("backup", films, copy).err()).isEqualTo(copy + ": 3 documents\n");
        assertThat(succeeds("verify", copy).out()).contains("all is well");
        assertThat(succeeds("export", copy).out()).isEqualTo(succeeds("export", films).out());

        Captured again = Captured.run("backup", films, copy);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains(copy + ": it exists already");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"put", "get", "delete", "export", "verify", "compact", "stats", "backup"})
    void explainsItself(String command) {
        Captured run = succeeds(command, "--help");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Usage: lanes " + command);
    }
}
