package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    @TempDir private Path folder;

    private Judgements judgements() throws IOException {
        return Judgements.read(
                Files.writeString(
                        folder.resolve("qrels.tsv"),
                        "query-id\tcorpus-id\tscore\nq1\ta\t1\nq1\tb\t0\nq2\tc\t2\n"));
    }

    @Test
    void readsJudgements() throws IOException {
        Judgements judgements = judgements();
        assertThat(judgements.queries()).containsExactly("q1", "q2");
        assertThat(judgements.of("q1")).isEqualTo(Map.of("a", 1, "b", 0));
        assertThat(judgements.of("q3")).isEmpty();
    }

    @Test
    void saysWhichJudgementIsBroken() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("bad.tsv"), "query-id\tcorpus-id\tscore\nq1\ta\tgood\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Judgements.read(file))
                .withMessageContaining("bad.tsv, line 2")
                .withMessageContaining("q1\ta\tgood");
    }

    @Test
    void wantsAHeader() throws IOException {
        Path file = Files.writeString(folder.resolve("bare.tsv"), "q1\ta\t1\nq2\tb\t1\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Judgements.read(file))
                .withMessageContaining(
                        "bare.tsv, line 1: a header must come first but was \"q1\ta\t1\"");
    }

    @Test
    void averagesOverJudgedQueries() throws IOException {
        Map<String, List<String>> rankings =
                Map.of("q1", List.of("b", "a"), "unjudged", List.of("a"));
        Evaluation evaluation = Evaluation.of(judgements(), rankings, 10);

        assertThat(evaluation.queries()).isEqualTo(2);
        assertThat(evaluation.ndcg()).isCloseTo(.63093 / 2, within(1e-5));
        assertThat(evaluation.recall()).isEqualTo(.5);
        assertThat(evaluation.map()).isEqualTo(.25);
        assertThat(evaluation)
                .hasToString("nDCG@10 0.3155, MAP@10 0.2500, recall@10 0.5000 over 2 queries");
    }

    @Test
    void asksTheQueriesOfAFile() throws IOException {
        Path queries =
                Files.writeString(
                        folder.resolve("queries.jsonl"),
                        """
                        {"_id": "q2", "text": "second"}
                        {"_id": "q0", "text": "unjudged"}
                        {"_id": "q1", "text": "first"}
                        """);
        Evaluation evaluation =
                Evaluation.run(
                        judgements(),
                        queries,
                        1,
                        text -> text.equals("second") ? List.of("c") : List.of("b"));
        assertThat(evaluation.ndcg()).isEqualTo(.5);

        Path fewer =
                Files.writeString(folder.resolve("few.jsonl"), "{\"_id\":\"q1\",\"text\":\"\"}");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Evaluation.run(judgements(), fewer, 1, text -> List.of()))
                .withMessageContaining("few.jsonl must have every judged query but lacks \"q2\"");
    }
}
