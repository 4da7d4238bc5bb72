package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgementsTest {
    @TempDir private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void readsTheColumnsOfBeir() throws IOException {
        Judgements judgements =
                Judgements.read(
                        file(
                                "a.tsv",
                                """
                                query-id\tcorpus-id\tscore
                                q1\ta b\t1

                                q1\tb\t0
                                q2\tc\t2
                                q1\tb\t0
                                """));
        assertThat(judgements.queries()).containsExactly("q1", "q2");
        assertThat(judgements.of("q1")).isEqualTo(Map.of("a b", 1, "b", 0));
        assertThat(judgements.of("q3")).isEmpty();
    }

    @Test
    void readsTheColumnsOfTrec() throws IOException {
        Judgements judgements =
                Judgements.readTrec(
                        file(
                                "q.txt",
                                "# comment\n301 0 FT-1 1\n301\t0  FT-2   -1\n\n302 1 x 3 \n"));
        assertThat(judgements.queries()).containsExactly("301", "302");
        assertThat(judgements.of("301")).isEqualTo(Map.of("FT-1", 1, "FT-2", -1));
    }

    @Test
    void saysWhichJudgementIsBroken() throws IOException {
        Path beir = file("bad.tsv", "query-id\tcorpus-id\tscore\nq1\ta\tgood\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Judgements.read(beir))
                .withMessage(
                        beir
                                + ", line 2: a judgement must be \"query TAB document TAB whole"
                                + " number\" but was \"q1\ta\tgood\"");
        Path trec = file("bad.txt", "q1 0 a 1\nq1 0 b\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Judgements.readTrec(trec))
                .withMessage(
                        trec
                                + ", line 2: a judgement must be \"query iteration document"
                                + " whole-number\" but was \"q1 0 b\"");
    }

    @Test
    void wantsOneGradeADocument() throws IOException {
        Path file = file("two.txt", "q1 0 a 1\nq1 0 b 1\nq1 0 a 2\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Judgements.readTrec(file))
                .withMessage(
                        file
                                + ", line 3: a query must give a document one grade but \"q1\" gives"
                                + " \"a\" 1 and 2");
    }

    @Test
    void wantsAHeaderInBeirsFiles() throws IOException {
        Path file = file("bare.tsv", "q1\ta\t1\nq2\tb\t1\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Judgements.read(file))
                .withMessage(file + ", line 1: a header must come first but was \"q1\ta\t1\"");
    }
}
