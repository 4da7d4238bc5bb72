package dev.lanes.jmh.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lanes.jmh.SharedData;
import dev.lanes.search.evaluation.BeirFolder;
import dev.lanes.search.evaluation.BeirPassage;
import dev.lanes.search.evaluation.Evaluation;
import dev.lanes.search.evaluation.Judgements;
import dev.lanes.search.evaluation.Measure;
import dev.lanes.search.evaluation.Metric;
import dev.lanes.search.evaluation.Ranking;
import dev.lanes.sparse.text.Analyzer;
import dev.lanes.sparse.text.TextIndex;
import dev.lanes.sparse.text.TextQuery;
import dev.lanes.sparse.text.TextSearchSettings;
import dev.lanes.sparse.text.TextSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// BEIR's SciFact by BM25, title and text as one field.
class SciFactBm25Test {
    private static final Metric NDCG = Metric.of(Measure.NDCG, 10);

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
        BeirFolder scifact = BeirFolder.open(data.get());
        try (TextIndex index = TextIndex.create(settings);
                Stream<BeirPassage> corpus = scifact.corpus()) {
            corpus.forEach(passage ->
                    index.add(
                            Long.parseLong(passage.id()), Map.of("text", passage.titleAndText())));
            Judgements judgements = scifact.judgements("test");
            Map<String, Ranking> rankings = new HashMap<>();
            scifact.queries(judgements)
                    .forEach((id, query) -> rankings.put(id, ranking(index, query)));
            Evaluation evaluation = Evaluation.of(judgements, rankings, List.of(NDCG));
            System.out.println(analyzer.stemming() + ": " + evaluation);
            return evaluation.mean(NDCG);
        }
    }

    private static Ranking ranking(TextIndex index, String query) {
        return Ranking.of(
                index.search(TextQuery.of(query), TextSearchSettings.of(10)).stream()
                        .map(hit -> Long.toString(hit.id()))
                        .toList());
    }
}
