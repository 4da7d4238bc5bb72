package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrecRunTest {
    @TempDir private Path folder;

    @Test
    void writesWhatEverybodyReads() throws IOException {
        var run =
                new TrecRun(
                        "bm25",
                        Map.of("q1", List.of(new ScoredId("b", 1), new ScoredId("a", 2.5))));
        Path file = folder.resolve("run.txt");
        run.write(file);
        assertThat(file).hasContent("q1 Q0 a 1 2.5 bm25\nq1 Q0 b 2 1.0 bm25\n");
    }

    @Test
    void readsWhatItWrote() throws IOException {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        Map<String, List<ScoredId>> found = new LinkedHashMap<>();
        for (int query = 0; query < 30; query++) {
            List<ScoredId> hits = new ArrayList<>();
            int count = 1 + random.nextInt(50);
            for (int i = 0; i < count; i++) {
                double score =
                        (float) random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30));
                // Some ties
                hits.add(new ScoredId("d" + i, random.nextInt(3) == 0 ? 1 : score));
            }
            hits.sort(ScoredId.TREC_ORDER);
            found.put("q" + query, hits);
        }
        var run = new TrecRun("r", found);
        Path file = folder.resolve("run.txt");
        run.write(file);
        assertThat(TrecRun.read(file)).as("seed %d", seed).isEqualTo(run);
        assertThat(TrecRun.read(file).rankings()).as("seed %d", seed).isEqualTo(run.rankings());
    }

    /// Ranks are not looked at, as trec_eval does not, and columns may be any blanks apart.
    @Test
    void goesByScoresAndNotByRanks() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("run.txt"),
                        "# made by hand\n1 Q0 a 1 .5 old\n\n2\tQ0  c\t1  1e1 old\n1 Q0 b 2 7 new x\n");
        TrecRun run = TrecRun.read(file);
        assertThat(run.tag()).isEqualTo("new");
        assertThat(run.rankings())
                .containsExactly(
                        Map.entry("1", Ranking.of(List.of("b", "a"))),
                        Map.entry("2", Ranking.of(List.of("c"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1 Q0 b 2 7", "1 Q0 b 2 much run", "1 Q0 b 2 NaN run", "1 Q0 b 2 1e999 run"})
    void namesADamagedLine(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("run.txt"), "1 Q0 a 1 9 run\n" + line + "\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TrecRun.read(file))
                .withMessage(
                        "%s, line 2: a result must be \"query Q0 document rank score run\" but was"
                                + " \"%s\"",
                        file, line);
    }

    @Test
    void namesALineThatHasADocumentAgain() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("run.txt"), "1 Q0 a 1 9 r\n2 Q0 a 1 9 r\n1 Q0 a 2 8 r\n");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TrecRun.read(file))
                .withMessage(
                        "%s, line 3: a query must have each document once but \"1\" has \"a\""
                                + " twice",
                        file);
    }

    @Test
    void writesNothingThatCouldNotBeRead() {
        List<ScoredId> one = List.of(new ScoredId("a", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(new TrecRun("two words", Map.of("1", one))))
                .withMessage(
                        "the tag of a run file must be without blanks and not empty but was \"two"
                                + " words\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(new TrecRun("r", Map.of("#1", one))))
                .withMessage("the query id of a run file must not begin with # but was \"#1\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        write(new TrecRun("r", Map.of("1", List.of(new ScoredId("a\tb", 1))))))
                .withMessageContaining("document id");
        assertThat(folder).isEmptyDirectory();
    }

    private void write(TrecRun run) throws IOException {
        run.write(folder.resolve("refused.txt"));
    }
}
