package dev.lanes.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.vector.Hit;
import dev.lanes.vector.IdSet;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SparseIndexTest {
    private static final SparseSettings SETTINGS = SparseSettings.of();

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void findsTheLargestDotProducts(Algorithm algorithm) {
        try (var index =
                Rows.index(
                        SETTINGS, Rows.of(1, 1, 2, 1), Rows.of(2, 3), Rows.of(), Rows.of(3, 5))) {
            var search = SparseSearchSettings.of(10).withAlgorithm(algorithm);

            assertThat(index.search(Rows.of(1, 2, 2, 1), search).hits())
                    .containsExactly(new Hit(0, 3), new Hit(1, 3));
            assertThat(index.search(Rows.of(2, 1, 3, 1), search).hits())
                    .containsExactly(new Hit(3, 5), new Hit(1, 3), new Hit(0, 1));
            assertThat(index.search(Rows.of(), search).hits()).isEmpty();
            assertThat(index.search(Rows.of(2, 0), search).hits()).isEmpty();
            assertThat(index.search(Rows.of(77, 1, 1_000_000_000, 1), search).hits()).isEmpty();
            assertThat(index.search(Rows.of(3, 1, 2_000_000_000, 1), search).hits()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void scoresAreDotProductsUnderTheStoredWeights(WeightEncoding encoding) {
        var random = new Random(5);
        var rows = Rows.rows(random, 300, 500);
        try (var index = SparseIndex.build(rows.iterator(), SETTINGS.withWeights(encoding))) {
            var query = Rows.vector(random, 30, 500);
            for (var hit : index.search(query, SparseSearchSettings.of(300)).hits()) {
                var stored = index.get(hit.id());
                double sum = 0;
                for (int i = 0; i < stored.size(); i++) {
                    for (int j = 0; j < query.size(); j++) {
                        if (stored.term(i) == query.term(j)) {
                            sum += (double) stored.weight(i) * query.weight(j);
                        }
                    }
                }
                assertThat((double) hit.score()).isCloseTo(sum, within(1e-6 * sum));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsRowsAsTheyAreStored(WeightEncoding encoding) {
        var random = new Random(6);
        var rows = Rows.rows(random, 200, 100_000);
        try (var index = SparseIndex.build(rows.iterator(), SETTINGS.withWeights(encoding))) {
            for (var row : rows) {
                var stored = index.get(row.id());
                assertThat(stored.size()).isEqualTo(row.vector().size());
                for (int i = 0; i < stored.size(); i++) {
                    assertThat(stored.term(i)).isEqualTo(row.vector().term(i));
                    float weight = row.vector().weight(i);
                    assertThat(stored.weight(i)).isCloseTo(weight, within(weight / 2048));
                }
            }
            assertThat(index.size()).isEqualTo(200);
            assertThat(index.contains(rows.get(3).id())).isTrue();
            assertThat(index.contains(12_345_678)).isFalse();
            assertThatThrownBy(() -> index.get(12_345_678))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("12345678");
        }
    }

    @Test
    void returnsOnlyWhatAFilterLetsPass() {
        var query = Rows.of(1, 1);
        try (var index = Rows.index(SETTINGS, query, query, query, query)) {
            var search = SparseSearchSettings.of(2).withFilter(IdSet.of(3, 2, 99));

            assertThat(index.search(query, search).hits())
                    .containsExactly(new Hit(2, 1), new Hit(3, 1));
            assertThat(index.search(query, search.withFilter(IdSet.of())).hits()).isEmpty();
        }
    }

    @Test
    void refusesBadInput() {
        assertThatThrownBy(() -> Rows.index(SETTINGS, Rows.of(1, -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weights must not be negative but weight 0 was -1.0");
        assertThatThrownBy(() -> Rows.index(SETTINGS, Rows.of(1, 1e10f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weights must be at most");
        assertThatThrownBy(() -> Rows.index(SETTINGS, Rows.of(1 << 24, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("terms must be in 0..16777215 but one was 16777216");
        var twice = List.of(new SparseRow(5, Rows.of(1, 1)), new SparseRow(5, Rows.of()));
        assertThatThrownBy(() -> SparseIndex.build(twice.iterator(), SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ids must differ but 5 came twice");
        assertThatThrownBy(() -> SparseSearchSettings.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k must be at least 1 but was 0");
        try (var index = Rows.index(SETTINGS)) {
            assertThatThrownBy(() -> index.search(Rows.of(1, -2), SparseSearchSettings.of(1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(index.search(Rows.of(1, 2), SparseSearchSettings.of(1)).hits()).isEmpty();
        }
    }

    @Test
    void weightsOfAnySizeAreStored() {
        var row = Rows.of(1, 1e-9f, 2, 1e-30f, 3, 8e9f, 4, 0);
        try (var half = Rows.index(SETTINGS, row);
                var full = Rows.index(SETTINGS.withWeights(WeightEncoding.FLOAT32), row)) {
            assertThat(half.get(0).size()).isEqualTo(2);
            assertThat(half.get(0).weight(0)).isCloseTo(1e-9f, within(1e-12f));
            assertThat(full.get(0)).isEqualTo(Rows.of(1, 1e-9f, 2, 1e-30f, 3, 8e9f));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameWhenOpenedOrLoaded(RowStorage storage) throws IOException {
        var settings = SETTINGS.withStorage(storage);
        var random = new Random(7);
        var file = folder.resolve("index");
        var rows = Rows.rows(random, 500, 1000);
        try (var index = SparseIndex.build(rows.iterator(), settings)) {
            index.save(file);
            SparseIndex.verify(file);
            try (var opened = SparseIndex.open(file);
                    var loaded = SparseIndex.load(file)) {
                for (int i = 0; i < 20; i++) {
                    SparseVector query = Rows.vector(random, 20, 1000);
                    var search = SparseSearchSettings.of(10);
                    var hits = index.search(query, search).hits();
                    assertThat(opened.search(query, search).hits()).isEqualTo(hits);
                    assertThat(loaded.search(query, search).hits()).isEqualTo(hits);
                }
                opened.save(file);
                assertThat(opened.size()).isEqualTo(500);
                assertThat(opened.settings()).isEqualTo(settings);
            }
        }
    }

    @Test
    void isClosedOnce() {
        var index = Rows.index(SETTINGS, Rows.of(1, 1));
        index.close();
        index.close();
        assertThatThrownBy(() -> index.search(Rows.of(1, 1), SparseSearchSettings.of(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sparse index is closed");
    }
}
