package dev.lanes.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sparse models, doc-only ones and cross-encoders in retrievers.
class EvalModelsTest {
    @TempDir private Path folder;

    private Path model(String name, String network, String kind) throws IOException {
        Path to = Files.createDirectories(folder.resolve(name));
        Files.copy(SharedData.file("models/" + network), to.resolve("model.onnx"));
        unpack("bert-base-uncased-tokenizer.json", to.resolve("tokenizer.json"));
        Files.writeString(
                to.resolve("descriptor.json"),
                "{'name': '%s', %s, 'activation': 'none', 'max_tokens': 128}"
                        .formatted(name, kind)
                        .replace('\'', '"'));
        return to;
    }

    private static void unpack(String name, Path to) throws IOException {
        Path file = SharedData.file("tokenizers/" + name + ".gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            Files.copy(in, to);
        }
    }

    @Test
    void triesSparseModelsAndCrossEncoders() throws IOException {
        Path sparse = model("sparse", "sparse-mini.onnx", "'kind': 'sparse', 'first_term': 999");
        Path table =
                model(
                        "table",
                        "sparse-mini.onnx",
                        "'kind': 'sparse', 'first_term': 999, 'token_weights': 'idf.json'");
        unpack("neural-sparse-idf.json", table.resolve("idf.json"));
        Path cross = model("cross", "rerank-mini.onnx", "'kind': 'cross_encoder'");
        Path registry = folder.resolve("models");
        assertThat(
                        Captured.run(
                                        "models",
                                        "register",
                                        sparse.toString(),
                                        "--registry",
                                        registry.toString())
                                .code())
                .isZero();

        String doc = "doc-only:%s?min-weight=0.01".formatted(table);
        String rerank = "rerank(bm25,%s,2)?max-tokens=64".formatted(cross);
        Captured run = eval(registry, "sparse:sparse", doc, "rrf(sparse:sparse,bm25)", rerank);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.outLines())
                .filteredOn(line -> line.matches(".* 1\\.0000 +[0-9,]+"))
                .hasSize(4);

        assertThat(eval(registry, "doc-only:sparse").err())
                .contains("must have a table of token weights but has none");
        assertThat(eval(registry, "sparse:" + table).err())
                .contains("has a table of token weights", "give doc-only:" + table);
        assertThat(eval(registry, "dense:sparse").code()).isEqualTo(2);
    }

    private Captured eval(Path registry, String... specs) throws IOException {
        Path beir = Files.createDirectories(folder.resolve("tiny/qrels")).getParent();
        Files.writeString(
                beir.resolve("corpus.jsonl"),
                """
                {"_id":"bees","title":"Bees","text":"They gather nectar and make honey."}
                {"_id":"wax","title":"Candles","text":"Bees are not needed for paraffin."}
                {"_id":"iron","title":"","text":"Iron rusts in wet air."}
                """);
        Files.writeString(
                beir.resolve("queries.jsonl"), "{\"_id\":\"q1\",\"text\":\"honey of bees\"}\n");
        Files.writeString(beir.resolve("qrels/test.tsv"), "query\tdocument\tscore\nq1\tbees\t1\n");
        String[] args = new String[7 + 2 * specs.length];
        args[0] = "eval";
        args[1] = "--beir";
        args[2] = beir.toString();
        args[3] = "--registry";
        args[4] = registry.toString();
        args[5] = "--metrics";
        args[6] = "mrr@10";
        for (int i = 0; i < specs.length; i++) {
            args[7 + 2 * i] = "--retriever";
            args[8 + 2 * i] = specs[i];
        }
        return Captured.run(args);
    }
}
