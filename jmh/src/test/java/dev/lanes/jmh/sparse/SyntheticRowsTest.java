package dev.lanes.jmh.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.data.CsrBytes;
import dev.lanes.jmh.data.SparseRowCollector;
import dev.lanes.jmh.data.SparseRows;
import dev.lanes.vector.SparseVector;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticRowsTest {
    private static final int COLUMNS = 500;

    private final SparseRows real = rows(CsrBytes.random(COLUMNS, 3000, 11));

    private static SparseRows rows(List<SparseVector> vectors) {
        SparseRowCollector rows = new SparseRowCollector(COLUMNS);
        vectors.forEach(rows::addRow);
        return rows.rows("real");
    }

    @Test
    void dependsOnTheSeedAndTheNumberOfARowAlone() {
        List<SparseVector> rows = SyntheticRows.make(real, 500, 7).all();

        assertThat(SyntheticRows.make(real, 500, 7).all()).isEqualTo(rows);
        assertThat(SyntheticRows.make(real, 200, 7).all()).isEqualTo(rows.subList(0, 200));
        assertThat(SyntheticRows.make(real, 500, 8).all()).isNotEqualTo(rows);
        assertThat(new HashSet<>(rows)).as("rows that differ").hasSizeGreaterThan(450);
    }

    @Test
    void areLikeTheRealRows() {
        SparseRows made = SyntheticRows.make(real, 30_000, 1);

        Likeness a = Likeness.of(real, real.first(100), real);
        Likeness b = Likeness.of(made, real.first(100), real);
        assertThat(b.rowLengths().values()[4]).isEqualTo(a.rowLengths().values()[4]);
        assertThat(b.rowLengths().values()[8]).isEqualTo(a.rowLengths().values()[8]);
        assertThat(b.matches()).isCloseTo(a.matches(), within(.1 * a.matches()));
        double median = a.postingShares().values()[4];
        assertThat(b.postingShares().values()[4]).isCloseTo(median, within(.2 * median));
    }

    @Test
    void measuresWhatOccursTogether() {
        SparseVector pair = SparseVector.of(new int[] {1, 2}, new float[] {1, 1});
        SparseVector none = SparseVector.of(new int[0], new float[0]);
        SparseRows few = rows(List.of(pair, none, none, none));

        Likeness likeness = Likeness.of(few, few, rows(List.of(pair)));

        // Both in one of four rows: by chance in a sixteenth.
        assertThat(likeness.lifts().values()).containsOnly(4);
        assertThat(likeness.rowLengths().values()[0]).isZero();
        assertThat(likeness.rowLengths().values()[8]).isEqualTo(2);
        assertThat(likeness.listShares().values()).containsOnly(250_000);
        // Two postings of the query's terms over four rows, for one in four queries.
        assertThat(likeness.matches()).isEqualTo(.125);
    }

    @Test
    void holdsBackRowsThatAreEvenlySpread() {
        SparseDataSet.Split split = SparseDataSet.split(real, 7);

        Set<SparseVector> all = new HashSet<>(real.all());
        int[] held = {0, 428, 857, 1285, 1714, 2142, 2571};
        assertThat(split.queries().all())
                .isEqualTo(Arrays.stream(held).mapToObj(real::row).toList());
        assertThat(split.base().size()).isEqualTo(2993);
        assertThat(all).containsAll(split.base().all());
        assertThatThrownBy(() -> SparseDataSet.split(real, 3000))
                .isInstanceOf(UsageException.class)
                .hasMessage("rows must be more than the 3000 queries but were 3000");
    }
}
