package dev.lanes.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.vector.IdSet;
import dev.lanes.vector.Pruning;
import dev.lanes.vector.SparseVector;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two-phase search is what it says: the rows that the heavy terms find, scored by all.
class TwoPhaseTest {
    private static final long SEED = 12;
    private static final int ROWS = 3000;
    private static final int VOCABULARY = 1000;
    private static final SparseSearchSettings EXACT = SparseSearchSettings.of(10);

    private final List<SparseRow> rows = Rows.rows(new Random(SEED), ROWS, VOCABULARY);
    private final List<SparseVector> queries =
            IntStream.range(0, 30)
                    .mapToObj(i -> Rows.vector(new Random(SEED + i), 30, VOCABULARY + 50))
                    .toList();

    @ParameterizedTest
    @EnumSource
    void equalsTheExhaustiveOneWhereAllIsKept(RowStorage storage) {
        var settings = SparseSettings.of().withStorage(storage);
        var everyTerm = new TwoPhase(Pruning.absValue(0), 1, 1);
        var everyRow = new TwoPhase(Pruning.topK(29), ROWS, ROWS);
        try (var index = SparseIndex.build(rows.iterator(), settings)) {
            for (var query : queries) {
                var expected =
                        index.search(query, EXACT.withAlgorithm(Algorithm.EXHAUSTIVE)).hits();
                assertThat(index.search(query, EXACT.withTwoPhase(everyTerm)).hits())
                        .as("seed %d", SEED)
                        .isEqualTo(expected);
                assertThat(index.search(query, EXACT.withTwoPhase(everyRow)).hits())
                        .as("seed %d", SEED)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void scoresTheWindowOfTheHeavyTermsByAll(RowStorage storage) {
        var settings = SparseSettings.of().withStorage(storage);
        var phases = new TwoPhase(Pruning.topK(5), 3, 10_000);
        var odd = IdSet.of(LongStream.range(0, ROWS).map(row -> Rows.id(2 * (int) (row / 2) + 1)));
        try (var index = SparseIndex.build(rows.iterator(), settings)) {
            for (var query : queries) {
                for (var search : List.of(EXACT, EXACT.withFilter(odd))) {
                    var heavy = Pruning.topK(5).keep(query);
                    var window = index.search(heavy, search.withK(30)).hits();
                    var inWindow = IdSet.of(window.stream().mapToLong(hit -> hit.id()));
                    assertThat(index.search(query, search.withTwoPhase(phases)).hits())
                            .as("seed %d", SEED)
                            .isEqualTo(index.search(query, EXACT.withFilter(inWindow)).hits());
                }
            }
        }
    }

    @Test
    void hasTheDefaultsOfOpenSearch() {
        assertThat(TwoPhase.of()).isEqualTo(new TwoPhase(Pruning.maxRatio(0.4), 5, 10_000));
        assertThat(TwoPhase.of().window(10)).isEqualTo(50);
        assertThat(TwoPhase.of().window(5000)).isEqualTo(10_000);
        assertThat(TwoPhase.of().window(20_000)).isEqualTo(20_000);
    }

    @Test
    void refusesWhatCannotBe() {
        var rule = Pruning.maxRatio(0.4);
        assertThatThrownBy(() -> new TwoPhase(rule, 0.5, 1))
                .hasMessage("expansion rate must be at least 1 and finite but was 0.5");
        assertThatThrownBy(() -> new TwoPhase(rule, 5, 0))
                .hasMessage("max window size must be at least 1 but was 0");
    }
}
