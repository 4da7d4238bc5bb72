package dev.lanes.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Models are registered, shown, tried and removed.
class ModelsCommandsTest {
    private static final String ARTIFACT = "all-minilm-l6-v2-q";

    @TempDir private static Path shared;

    @TempDir private Path folder;

    private Path registry;

    @BeforeAll
    static void unpackAModel() throws IOException {
        copy(ARTIFACT + ".onnx", "model.onnx");
        copy(ARTIFACT + "-tokenizer.json", "tokenizer.json");
        Files.writeString(
                shared.resolve("descriptor.json"),
                """
                {"name": "small", "kind": "dense", "dimension": 384, "pooling": "mean",
                 "normalize": true, "query_prefix": "", "passage_prefix": "to find: ",
                 "max_tokens": 256, "similarity": "cosine", "license": "Apache-2.0"}
                """);
    }

    private static void copy(String resource, String file) throws IOException {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            Files.copy(in, shared.resolve(file));
        }
    }

    @BeforeEach
    void chooseARegistry() {
        registry = folder.resolve("models");
    }

    private Captured run(String command, String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "models";
        all[1] = command;
        all[2] = "--registry";
        all[3] = registry.toString();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return Captured.run(all);
    }

    @Test
    void registersShowsTriesAndRemoves() {
        Captured registered = run("register", shared.toString(), "--group", "mine");
        assertThat(registered.err()).contains("registered in " + registry + ", 22 MiB");
        assertThat(registered.out()).isEqualTo("small:1\n");
        assertThat(registered.code()).isZero();

        Captured listed = run("list");
        assertThat(listed.out())
                .containsPattern("e5-small-v2 +yes")
                .containsPattern("small:1 +dense +22 MiB +mine +384 +256");
        assertThat(Captured.run("models", "--registry", registry.toString()).out())
                .isEqualTo(listed.out());

        Captured shown = run("show", "small");
        assertThat(shown.out())
                .containsPattern("model +small:1\n")
                .containsPattern("passage prefix +\"to find: \"\n")
                .containsPattern("source +" + shared)
                .containsPattern("sha256 +[0-9a-f]{64}\n");

        Captured tried = run("deploy-test", "small:1");
        assertThat(tried.code()).as(tried.err()).isZero();
        assertThat(tried.out())
                .containsPattern("small:1 opened in .*, takes .* [KM]iB \\(estimated .* MiB\\)")
                .contains("a query became 384 numbers, in ");

        assertThat(run("register", shared.toString()).out()).isEqualTo("small:2\n");
        Captured ambiguous = run("remove", "small");
        assertThat(ambiguous.code()).isEqualTo(2);
        assertThat(ambiguous.err()).contains("model small must be named with its version");
        assertThat(run("remove", "small:1").err()).contains("removed small:1, 22 MiB");
        assertThat(run("remove", "small").code()).isZero();
        assertThat(run("list").out()).doesNotContain("small:");
    }

    private Captured encode(String model, String... more) {
        List<String> all = new ArrayList<>(List.of("encode", "--registry", registry.toString()));
        all.addAll(List.of("--model", model, "--as", "passage"));
        all.addAll(List.of(more));
        return Captured.runWith("a lake\na hill\n", all.toArray(String[]::new));
    }

    @Test
    void encodesByNameIdAndPath() {
        assertThat(run("register", shared.toString()).code()).isZero();
        Captured byPath = encode(shared.toString());
        assertThat(byPath.code()).as(byPath.err()).isZero();
        assertThat(byPath.outLines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.split(" ", -1)).hasSize(384));
        assertThat(encode("small").out()).isEqualTo(byPath.out());
        assertThat(encode("small:1").out()).isEqualTo(byPath.out());
        // The package has a prefix, which the known model of the same weights has not.
        assertThat(encode("all-MiniLM-L6-v2-q").out()).isNotEqualTo(byPath.out());
        Captured absent = encode("small:2");
        assertThat(absent.code()).isEqualTo(2);
        assertThat(absent.errLines())
                .singleElement()
                .asString()
                .contains("all-MiniLM-L6-v2, ", "[small:1], which are registered in " + registry)
                .endsWith(", or the path of a package, but was \"small:2\"");
    }

    @Test
    void encodesSparseRows() throws IOException {
        Path sparse = folder.resolve("sparse");
        write(sparse, "sparse-mini.onnx", "'kind': 'sparse', 'first_term': 999");
        assertThat(run("register", sparse.toString()).code()).isZero();
        Captured plain = encode("mini");
        assertThat(plain.code()).as(plain.err()).isZero();
        Captured json = encode("mini", "--json");
        for (int i = 0; i < 2; i++) {
            String row = plain.outLines().get(i);
            JsonNode terms = JsonMapper.shared().readTree(row);
            assertThat(terms.size()).isPositive();
            terms.propertyStream()
                    .forEach(term -> {
                        assertThat(Integer.parseInt(term.getKey())).isBetween(999, 30_521);
                        assertThat(term.getValue().floatValue()).isPositive();
                    });
            assertThat(json.outLines().get(i)).endsWith(",\"vector\":" + row + "}");
        }
        // "lake" and "hill" in BERT's vocabulary.
        assertThat(plain.outLines().getFirst()).contains("\"2697\":");
        assertThat(plain.outLines().getLast()).contains("\"2940\":");
    }

    @Test
    void crossEncodersGiveNoVectors() throws IOException {
        Path cross = folder.resolve("cross");
        write(cross, "rerank-mini.onnx", "'kind': 'cross_encoder'");
        Captured run = encode(cross.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("must give vectors but is a cross-encoder");
    }

    private static void write(Path to, String network, String kind) throws IOException {
        Path source = SharedData.file("models/" + network);
        Files.createDirectories(to);
        Files.copy(source, to.resolve("model.onnx"));
        try (InputStream in =
                new GZIPInputStream(
                        Files.newInputStream(
                                SharedData.file(
                                        "tokenizers/bert-base-uncased-tokenizer.json.gz")))) {
            Files.copy(in, to.resolve("tokenizer.json"));
        }
        Files.writeString(
                to.resolve("descriptor.json"),
                "{'name': 'mini', %s, 'activation': 'none', 'max_tokens': 128}"
                        .formatted(kind)
                        .replace('\'', '"'));
    }

    @Test
    void wrongHash() {
        Captured run = run("register", shared.toString(), "--sha256", "0".repeat(64));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("lanes: " + shared + ": expected the SHA-256 000");
    }

    @Test
    void valuesThatMakeNoSense() {
        assertThat(run("register", "https://example.invalid/a.zip").err())
                .contains("--sha256 must be given for a download");
        assertThat(run("register", "ftp://a/b", "--sha256", "0".repeat(64)).err())
                .contains("must have an http or https address");
        assertThat(run("register", shared.toString(), "--sha256", "12").err())
                .contains("sha256 must be 64 digits");
        assertThat(run("register", shared.toString(), "--name", "../x").err())
                .contains("name must be 1 to 100 of the characters");
        assertThat(run("register", folder.resolve("absent").toString()).err())
                .contains("expected a file but found none");
        for (String command : new String[] {"show", "deploy-test", "remove"}) {
            Captured run = run(command, "absent");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errLines())
                    .singleElement()
                    .asString()
                    .contains("model must be one of []")
                    .contains("but was \"absent\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"register", "list", "show", "deploy-test", "remove"})
    void explainsItself(String command) {
        Captured run = Captured.run("models", command, "--help");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Usage: lanes models " + command);
    }
}
