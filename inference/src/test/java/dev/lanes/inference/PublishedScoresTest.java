package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Scores that others have published for the same model and the same texts.
class PublishedScoresTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The example that sentence-transformers gives for semantic search.
    @Test
    void miniLmScoresAsSentenceTransformersDoes() throws Exception {
        List<String> lines =
                Files.readAllLines(SharedData.file("examples/semantic-search.jsonl")).stream()
                        .filter(line -> !line.isBlank())
                        .toList();
        List<String> texts =
                lines.stream().map(line -> JSON.readTree(line).get("text").stringValue()).toList();
        JsonNode expected =
                JSON.readTree(
                        Files.readString(
                                SharedData.file("examples/semantic-search-expected.json")));
        try (DenseEncoder encoder = DenseEncoder.open("all-MiniLM-L6-v2")) {
            float[][] passages = encoder.encodePassages(texts);
            for (JsonNode question : expected) {
                float[] query = encoder.encodeQuery(question.get("query").stringValue());
                List<Double> scores =
                        Arrays.stream(passages)
                                .map(passage -> Vectors.dot(query, passage))
                                .sorted(Comparator.reverseOrder())
                                .toList();
                JsonNode published = question.get("scores");
                assertThat(published).isNotEmpty();
                for (int i = 0; i < published.size(); i++) {
                    assertThat(scores.get(i))
                            .as("rank %d of %s", i, question.get("query"))
                            .isEqualTo(published.get(i).doubleValue(), within(.0006));
                }
            }
        }
    }
}
