package dev.lanes.search.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.DocumentCollection;
import dev.lanes.search.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the user gets wrong about schemas, retrievers and collections ends as in [ErrorsTest].
class CollectionErrorsTest {
    @TempDir private static Path shared;
    @TempDir private Path folder;
    private static String films;

    @BeforeAll
    static void make() throws IOException {
        films = Films.in(shared).toString();
    }

    private static void fails(List<String> args, String... fragments) {
        Captured run = Captured.run(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).hasSizeBetween(1, 2);
        assertThat(run.err()).contains(fragments).doesNotContain("Exception", "\tat ", "Usage:");
    }

    private static void searchFails(List<String> more, String... fragments) {
        List<String> args = new ArrayList<>(List.of("search", films));
        args.addAll(more);
        fails(args, fragments);
    }

    private void schemaFails(String schema, String... fragments) throws IOException {
        Path file = Files.writeString(folder.resolve("schema.json"), schema);
        fails(index("--schema", file.toString()), fragments);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private List<String> index(String... more) {
        List<String> args = new ArrayList<>(List.of("index", films + ".jsonl", "--out"));
        args.add(folder.resolve("out").toString());
        args.addAll(Arrays.asList(more));
        return args;
    }

    @Test
    void badSchemas() throws IOException {
        fails(index(), "--schema, or --text and --model, must be given but were not");
        fails(index("--text", "title"), "must be given but --model was not");
        fails(index("--model", "x"), "must be given but --text was not");
        fails(index("--m", "8"), "must be given but --text was not");
        fails(
                index("--schema", films + ".json", "--text", "title"),
                "--text must not be given with --schema");
        fails(index("--schema", films + ".json", "--m", "8"), "--m must not be given");
        fails(index("--schema", folder.resolve("no").toString()), "no: there is no such file");
        fails(index("--schema", folder.toString()), "must be a file but is a directory");
        schemaFails("{", "schema.json: a schema must be JSON");
        schemaFails("{\"fields\":[]}", "schema.json: fields must be 1..256 but were 0");
        schemaFails(
                "{\"fields\":[{\"name\":\"a\",\"type\":\"poem\"}]}",
                "schema.json: field \"a\"",
                "\"poem\"");
        schemaFails(
                "{\"fields\":[{\"name\":\"a\",\"type\":\"semantic\",\"model\":\"gpt\"}]}",
                "\"gpt\"");
        schemaFails("{\"fields\":[{\"name\":\"title\",\"type\":\"long\"}]}", "line 1", "title");
    }

    @Test
    void badRetrievers() {
        searchFails(List.of("--retriever", "{"), "--retriever: ", "docs/retriever.schema.json");
        searchFails(List.of("--retriever", "{\"knm\":{}}"), "--retriever: ", "knm");
        searchFails(List.of("--retriever", "@/nowhere"), "/nowhere: there is no such file");
        searchFails(List.of("q", "--retriever", "{\"knn\":{\"field\":\"nowhere\"}}"), "nowhere");
        searchFails(List.of("--retriever", "{\"lexical\":{\"fields\":[\"title\"]}}"), "text");
        searchFails(List.of("q", "--filter", "{\"term\":7}"), "--filter: ", "a filter is one of");
        searchFails(List.of("q", "--filter", "{\"term\":{\"nowhere\":7}}"), "nowhere");
        searchFails(
                List.of("q", "--retriever", "{\"lexical\":{}}", "--exact"),
                "--exact and --ef-search must not be given with --retriever");
    }

    @Test
    void badPages() {
        searchFails(List.of("q", "--from", "-1"), "from must be at least 0 but was -1");
        searchFails(List.of("q", "--from", "9999"), "10000");
        searchFails(List.of("q", "--after", "x"), "page token");
        searchFails(List.of("q", "--after", "x", "--from", "1"), "--from and --after");
        searchFails(List.of("q", "--deadline", "0"), "--deadline must be at least 1 ms but was 0");
    }

    @Test
    void noCollection() {
        String none = folder.resolve("none").toString();
        String file = films + ".jsonl";
        fails(List.of("put", none, file), "none: there is no Lanes collection");
        fails(List.of("put", films, none), "none: there is no such file");
        fails(List.of("put", films, films), "the documents must be a file");
        fails(List.of("get", none, "a"), "none: there is no Lanes collection");
        fails(List.of("get", films), "ID");
        fails(List.of("delete", none, "a"), "none: there is no Lanes collection");
        fails(List.of("delete", films), "either IDs or --filter must be given but neither was");
        fails(List.of("delete", films, "a", "--filter", "{\"match_all\":{}}"), "but both were");
        fails(List.of("delete", films, "--filter", "{\"term\":{\"no\":1}}"), "--filter: ");
        fails(List.of("export", none), "none: there is no Lanes collection");
        fails(List.of("export", films, "--out", file), "exists; it was left as it is");
        fails(List.of("verify", none), "none: there is no Lanes collection");
        fails(List.of("compact", none), "none: there is no Lanes collection");
        fails(List.of("stats", none), "none: there is no Lanes collection");
        fails(List.of("backup", none, none), "none: there is no Lanes collection");
    }

    @Test
    void aCollectionInUse() throws IOException {
        try (DocumentCollection open = DocumentCollection.open(Path.of(films))) {
            assertThat(open.size()).isEqualTo(5);
            fails(List.of("delete", films, "a"), "open for changes once", "work meanwhile");
            fails(List.of("put", films, films + ".jsonl"), "open for changes once");
            fails(List.of("compact", films), "open for changes once");
            assertThat(Captured.run("get", films, "a").code()).isZero();
            assertThat(Captured.run("verify", films).code()).isZero();
        }
    }

    @Test
    void aDamagedCollection() throws IOException {
        Path damaged = folder.resolve("damaged");
        FileTrees.copy(Path.of(films), damaged);
        Path database = damaged.resolve("lanes.db");
        byte[] bytes = Files.readAllBytes(database);
        String text = new String(bytes, ISO_8859_1);
        int at = text.indexOf("The night train");
        assertThat(at).isPositive();
        bytes[at] = 'X';
        Files.write(database, bytes);
        Captured run = Captured.run("verify", damaged.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("checksum");
        assertThat(run.err()).contains("fault", "put a backup in its place");
        fails(List.of("get", damaged.toString(), "a"), "is damaged", "put a backup in its place");

        Files.write(database, Arrays.copyOf(bytes, bytes.length / 2));
        fails(List.of("verify", damaged.toString()), "is damaged", "put a backup in its place");
    }
}
