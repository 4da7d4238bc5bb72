package dev.lanes.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.Document;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.Field;
import dev.lanes.search.FileTrees;
import dev.lanes.search.Passages;
import dev.lanes.search.Schema;
import dev.lanes.search.evaluation.TrecRun;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.search.retrieval.RetrieverJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Retrievers are tried on a data set of a few documents.
class EvalCommandTest {
    private static final String DENSE = "dense:" + Passages.MODEL;
    private static final String DENSE_FILE = "dense_" + Passages.MODEL + ".trec";

    @TempDir private Path folder;

    private Path beir;

    @BeforeEach
    void writeADataSet() throws IOException {
        beir = Files.createDirectories(folder.resolve("tiny"));
        Files.writeString(
                beir.resolve("corpus.jsonl"),
                """
                {"_id":"bees","title":"Bees","text":"They gather nectar and make honey."}
                {"_id":"tides","title":"Tides","text":"The Moon pulls at the sea."}
                {"_id":"iron","title":"","text":"Iron rusts in wet air."}
                {"_id":"cheese","title":"Cheese","text":"Milk is curdled and pressed."}
                {"_id":"trains","title":"Railways","text":"Locomotives pull wagons on rails."}
                """);
        Files.writeString(
                beir.resolve("queries.jsonl"),
                """
                {"_id":"q1","text":"honey bees"}
                {"_id":"q2","text":"why does the ocean rise and fall"}
                {"_id":"q3","text":"rusting metal"}
                """);
        Files.createDirectories(beir.resolve("qrels"));
        Files.writeString(
                beir.resolve("qrels/test.tsv"),
                "query-id\tcorpus-id\tscore\nq1\tbees\t1\nq2\ttides\t1\nq3\tiron\t1\n");
    }

    private Captured eval(String... more) {
        List<String> args = new ArrayList<>(List.of("eval", "--beir", beir.toString()));
        args.addAll(List.of(more));
        return Captured.run(args.toArray(String[]::new));
    }

    private String file(String name, Retriever retriever) throws IOException {
        return Files.writeString(folder.resolve(name), RetrieverJson.write(retriever)).toString();
    }

    @Test
    void comparesRetrievers() throws IOException {
        String fused = "rrf(%s,bm25)".formatted(DENSE);
        String weighted = "weighted(%s*0.7,bm25*0.3)".formatted(DENSE);
        Path json = folder.resolve("out.json");
        Path runs = folder.resolve("runs");
        Captured run =
                eval(
                        "--retriever",
                        "bm25",
                        "--retriever",
                        DENSE,
                        "--retriever",
                        fused,
                        "--retriever",
                        weighted,
                        "--metrics",
                        "recall@1,mrr@10",
                        "--json",
                        json.toString(),
                        "--run",
                        runs.toString(),
                        "--cache",
                        folder.resolve("cache").toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "queries           3 of 3.7 words on average, median 2",
                        "passages          5 of 6.2 words on average, median 6",
                        "expected advantage of an asymmetric model poor",
                        "retriever  ",
                        "recall@1  mrr@10  p50 µs",
                        "\nbm25  ",
                        "\n" + DENSE,
                        "\n" + fused,
                        "\n" + weighted,
                        "recall@1 of bm25 less that of " + DENSE,
                        "recall@1 of %s less that of %s".formatted(fused, weighted));
        assertThat(run.err()).contains("read 5 documents", "bm25: answered 3 queries in ");

        JsonNode results = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(
                        StreamSupport.stream(results.spliterator(), false)
                                .map(one -> one.get("retriever").stringValue()))
                .containsExactly("bm25", DENSE, fused, weighted);
        JsonNode dense = results.get(1);
        assertThat(dense.propertyNames())
                .containsExactly("retriever", "dataset", "queries", "recall@1", "mrr@10", "p50Us");
        assertThat(dense.get("dataset").stringValue()).isEqualTo("tiny");
        assertThat(dense.get("queries").intValue()).isEqualTo(3);
        assertThat(dense.get("recall@1").doubleValue()).isEqualTo(1);
        // No word of the second query stands in its document.
        assertThat(results.get(0).get("recall@1").doubleValue()).isBetween(.6, .7);

        assertThat(FileTrees.names(runs)).hasSize(4).contains("bm25.trec", DENSE_FILE);
        TrecRun found = TrecRun.read(runs.resolve("bm25.trec"));
        assertThat(found.found().get("q1").getFirst().id()).isEqualTo("bees");
    }

    @Test
    void encodesOnceAndSearchesExactly() throws IOException {
        String cache = folder.resolve("cache").toString();
        Path runs = folder.resolve("runs");
        String title = "title=" + file("title.json", Retriever.match("title"));
        String vectors = "v=" + file("v.json", Retriever.knn("dense-" + Passages.MODEL));
        Captured first = eval("--retriever", DENSE, "--cache", cache);
        Captured second =
                eval(
                        "--retriever",
                        DENSE,
                        "--retriever",
                        title,
                        "--retriever",
                        vectors,
                        "--retriever",
                        "bm25?k1=1.2",
                        "--retriever",
                        "bm25?analyzer=standard&fields=title^2+text",
                        "--exact",
                        "--run",
                        runs.toString(),
                        "--cache",
                        cache);

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("encoded them in ").doesNotContain(", 0 tokens/s");
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.err()).contains(", 0 tokens/s");
        assertThat(TrecRun.read(runs.resolve("v.trec")).found())
                .isEqualTo(TrecRun.read(runs.resolve(DENSE_FILE)).found());
        assertThat(FileTrees.names(runs)).hasSize(5);
    }

    private static String line(List<String> lines, String begin) {
        return lines.stream().filter(one -> one.startsWith(begin)).findFirst().orElseThrow();
    }

    @Test
    void triesACollectionThatIsThere() throws IOException {
        Path directory = folder.resolve("collection");
        List<Document> documents =
                List.of(
                        Document.of(Map.of("id", "bees", "text", "Bees make honey.")),
                        Document.of(Map.of("id", "iron", "text", "Metal is rusting in air.")));
        DocumentCollection.builder(Schema.of(Field.text("text")))
                .create(directory, documents)
                .close();
        String words = "words=" + file("words.json", Retriever.match("text"));

        Captured run = eval("--collection", directory.toString(), "--retriever", words, "--exact");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(line(run.outLines(), "words ")).contains("  0.6667  ");
        fails(
                eval("--collection", directory.toString(), "--retriever", "bm25"),
                "a retriever for an existing collection must be NAME=FILE.json but was bm25");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bm52 | at character 1 of \"bm52\"",
                "rrf(bm25,) | at character 10 of",
                "dense:no-such-model | no-such-model",
                "rrf(bm25,bm25?b=1) | k1, b and analyzer must be the same in all bm25 of one",
                "bm25?fields=body | title, text, passage",
                "a=missing.json | missing.json: there is no such file",
                "sparse:all-MiniLM-L6-v2 | must be of the kind sparse but is of the kind dense",
                "rerank(bm25,all-MiniLM-L6-v2,20000) | 10000",
            })
    void saysWhatIsWrongWithARetriever(String spec, String fragment) {
        fails(eval("--retriever", spec), fragment);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        fails(eval("--retriever", "bm25", "--retriever", " bm25"), "\"bm25\" is there twice");
        fails(eval("--retriever", "bm25", "--metrics", "ndgc@10"), "a metric must be one of");
        fails(eval("--retriever", "bm25", "--metrics", "map@20000"), "10000");
        fails(eval("--retriever", "bm25", "--split", "dev"), "split must be one of test");
        fails(
                eval("--retriever", "bm25", "--json", folder.resolve("no/out.json").toString()),
                folder.resolve("no") + ": there is no such file");
        String other = "other=" + file("other.json", Retriever.match("body"));
        fails(eval("--retriever", other), "other: ", "body");
        Files.delete(beir.resolve("corpus.jsonl"));
        fails(eval("--retriever", "bm25"), "corpus.jsonl");
    }

    private static void fails(Captured run, String... fragments) {
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(fragments).doesNotContain("Exception", "\tat ");
    }
}
