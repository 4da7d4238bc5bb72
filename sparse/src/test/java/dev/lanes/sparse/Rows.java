package dev.lanes.sparse;

import dev.lanes.vector.SparseVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/// Rows for tests: few terms are in many rows and many in few, as words are.
final class Rows {
    private Rows() {}

    static SparseVector vector(Random random, int length, int vocabulary) {
        var terms = new TreeSet<Integer>();
        for (int i = 0; i < length; i++) {
            double skewed = Math.pow(random.nextDouble(), 3);
            terms.add((int) (skewed * vocabulary));
        }
        var weights = new float[terms.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.01f + 3 * random.nextFloat() * random.nextFloat();
        }
        return SparseVector.of(terms.stream().mapToInt(i -> i).toArray(), weights);
    }

    /// Rows with ids that neither ascend nor are dense; some are empty, some come twice.
    static List<SparseRow> rows(Random random, int count, int vocabulary) {
        var rows = new ArrayList<SparseRow>(count);
        for (int i = 0; i < count; i++) {
            var vector =
                    i > 0 && random.nextInt(20) == 0
                            ? rows.get(random.nextInt(i)).vector()
                            : vector(random, random.nextInt(60), vocabulary);
            rows.add(new SparseRow(id(i), vector));
        }
        return rows;
    }

    static RowStorage storage(Random random) {
        var all = List.of(RowStorage.values());
        return all.get(random.nextInt(all.size()));
    }

    static long id(int row) {
        return 7L * (row ^ 0x55) - 1000;
    }

    static SparseVector of(float... termsAndWeights) {
        var terms = new int[termsAndWeights.length / 2];
        var weights = new float[terms.length];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = (int) termsAndWeights[2 * i];
            weights[i] = termsAndWeights[2 * i + 1];
        }
        return SparseVector.of(terms, weights);
    }

    static SparseIndex index(SparseSettings settings, SparseVector... vectors) {
        var rows = new ArrayList<SparseRow>();
        Arrays.stream(vectors).forEach(vector -> rows.add(new SparseRow(rows.size(), vector)));
        return SparseIndex.build(rows.iterator(), settings);
    }
}
