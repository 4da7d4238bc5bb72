package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.search.DocumentCollection;
import dev.lanes.search.JsonLines;
import dev.lanes.search.SearchRequest;
import dev.lanes.search.SharedData;
import dev.lanes.search.retrieval.Retriever;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// BEIR's SciFact, indexed and searched exactly. Takes many minutes, so it runs only when asked
/// for: `mvn verify -Pslow -pl search -am -Dlanes.data=FOLDER`.
@Tag("slow")
class SciFactTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"all-MiniLM-L6-v2, .6451", "e5-small-v2, .6875"})
    void reachesTheReference(String model, double ndcg) throws IOException {
        Path data = SharedData.file("scifact/corpus.jsonl.gz").getParent();
        Judgements judgements = Judgements.read(data.resolve("qrels/test.tsv"));
        try (JsonLines documents = JsonLines.open(data.resolve("corpus.jsonl.gz"));
                DocumentCollection collection =
                        DocumentCollection.builder(model)
                                .textFields("title", "text")
                                .idField("_id")
                                .create(folder.resolve("scifact"), documents)) {
            Evaluation evaluation =
                    Evaluation.run(
                            judgements,
                            data.resolve("queries.jsonl.gz"),
                            10,
                            text ->
                                    collection
                                            .search(
                                                    SearchRequest.of(text, 10)
                                                            .withRetriever(
                                                                    Retriever.exact("semantic")))
                                            .ids());
            System.out.println(model + ": " + evaluation);
            assertThat(evaluation.ndcg()).isCloseTo(ndcg, within(.005));
        }
    }
}
