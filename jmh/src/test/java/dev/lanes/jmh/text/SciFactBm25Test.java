package dev.lanes.jmh.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lanes.jmh.SharedData;
import dev.lanes.search.JsonLines;
import dev.lanes.search.evaluation.Evaluation;
import dev.lanes.search.evaluation.Judgements;
import dev.lanes.sparse.text.Analyzer;
import dev.lanes.sparse.text.TextIndex;
import dev.lanes.sparse.text.TextQuery;
import dev.lanes.sparse.text.TextSearchSettings;
import dev.lanes.sparse.text.TextSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// BEIR's SciFact by BM25, title and text as one field.
class SciFactBm25Test {
    @Test
    void reachesTheReferenceWithoutStemming() throws IOException {
        assertThat(ndcg(Analyzer.standard())).isCloseTo(.6611, within(.005));
    }

    @Test
    void isBetterWithStems() throws IOException {
        assertThat(ndcg(Analyzer.english())).isGreaterThan(ndcg(Analyzer.standard()));
    }

    private static double ndcg(Analyzer analyzer) throws IOException {
        Optional<Path> data = SharedData.folder("scifact");
        assumeThat(data).as(SharedData.HOW_TO_GIVE).isPresent();
        TextSettings settings = TextSettings.of("text").withAnalyzer(analyzer).withBm25(.9f, .4f);
        try (TextIndex index = TextIndex.create(settings);
                JsonLines lines = JsonLines.open(data.get().resolve("corpus.jsonl.gz"))) {
            lines.forEach(line -> {
                String text = line.text("title").orElse("") + " " + line.text("text").orElse("");
                index.add(Long.parseLong(line.text("_id").orElseThrow()), Map.of("text", text));
            });
            Evaluation evaluation =
                    Evaluation.run(
                            Judgements.read(data.get().resolve("qrels/test.tsv")),
                            data.get().resolve("queries.jsonl.gz"),
                            10,
                            query ->
                                    index
                                            .search(TextQuery.of(query), TextSearchSettings.of(10))
                                            .stream()
                                            .map(hit -> Long.toString(hit.id()))
                                            .toList());
            System.out.println(analyzer.stemming() + ": " + evaluation);
            return evaluation.ndcg();
        }
    }
}
