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
import java.util.List;
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
        EvaluationTask task = EvaluationTask.of(BeirFolder.open(data), "test", Metric.DEFAULTS);
        try (JsonLines documents = JsonLines.open(data.resolve("corpus.jsonl.gz"));
                DocumentCollection collection =
                        DocumentCollection.builder(model)
                                .textFields("title", "text")
                                .idField("_id")
                                .create(folder.resolve("scifact"), documents)) {
            RetrieverEvaluation found =
                    task.evaluate(
                            "dense:" + model,
                            text -> search(collection, text),
                            EvaluationProgress.NONE);
            System.out.println(model + ": " + found.evaluation());
            assertThat(found.evaluation().mean(Metric.of(Measure.NDCG, 10)))
                    .isCloseTo(ndcg, within(.005));
        }
    }

    private static List<ScoredId> search(DocumentCollection collection, String text) {
        var request = SearchRequest.of(text, 10).withRetriever(Retriever.exact("semantic"));
        return collection.search(request).hits().stream()
                .map(hit -> new ScoredId(hit.id().text(), hit.score()))
                .toList();
    }
}
