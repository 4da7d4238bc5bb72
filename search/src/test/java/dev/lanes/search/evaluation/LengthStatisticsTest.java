package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.search.SharedData;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthStatisticsTest {
    @Test
    void countsWhatStandsBetweenBlanks() {
        // 0, 3, 3 and 1 words, sorted 0, 1, 3, 3
        Lengths lengths = Lengths.of(List.of(" ", "a b-c\td.", " x\u00a0y\u3000z ", "word"));
        assertThat(lengths).isEqualTo(new Lengths(4, 7 / 4., 2));
        assertThat(Lengths.of(List.of("a b", "c", "d e f"))).isEqualTo(new Lengths(3, 2, 2));
        assertThat(Lengths.of(List.of())).isEqualTo(new Lengths(0, 0, 0));
    }

    /// The four data sets that OpenSearch rated, and between them.
    @ParameterizedTest
    @CsvSource({
        "193.55, 164.19, poor",
        "3.29, 232.10, good",
        "12.51, 201.81, good",
        "10.60, 148.64, excellent",
        "10, 10, poor",
        "10, 19.9, poor",
        "10, 20, fair",
        "10, 39.9, fair",
        "10, 40, good",
        "10, 79, good",
        "10, 80, excellent",
        "0, 0, poor"
    })
    void ratesAsymmetry(double query, double passage, String advantage) {
        var statistics = new LengthStatistics(new Lengths(1, query, 0), new Lengths(1, passage, 0));
        assertThat(statistics.advantage()).hasToString(advantage);
    }

    @Test
    void saysIt() {
        var statistics =
                new LengthStatistics(new Lengths(300, 12.5, 12), new Lengths(5183, 200, 191.5));
        assertThat(statistics.toString().lines())
                .containsExactly(
                        "queries         300 of 12.5 words on average, median 12",
                        "passages      5,183 of 200.0 words on average, median 191.5",
                        "passages are 16.0 times as long: expected advantage of an asymmetric model"
                                + " good");
    }

    /// BEIR's paper gives 12.37 and 213.63 words on average.
    @Test
    void agreesWithWhatIsPublishedOfSciFact() throws IOException {
        BeirFolder scifact =
                BeirFolder.open(SharedData.file("scifact/corpus.jsonl.gz").getParent());
        var passages = new Lengths.Counter();
        try (Stream<BeirPassage> corpus = scifact.corpus()) {
            corpus.map(BeirPassage::titleAndText).forEach(passages::add);
        }
        Lengths queries = Lengths.of(scifact.queries(scifact.judgements("test")).values());
        var statistics = new LengthStatistics(queries, passages.lengths());
        System.out.println(statistics);
        assertThat(statistics.queries().averageWords()).isCloseTo(12.37, within(.2));
        assertThat(statistics.passages().averageWords()).isCloseTo(213.63, within(2.));
        assertThat(statistics.advantage()).isEqualTo(AsymmetricAdvantage.GOOD);
    }
}
