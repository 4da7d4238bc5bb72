package dev.lanes.vector;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Applies the rules of [Pruning] to one row.
final class Pruner {
    private final SparseVector row;

    Pruner(SparseVector row) {
        this.row = row;
        for (int i = 0; i < row.size(); i++) {
            if (row.weight(i) < 0) {
                throw new IllegalArgumentException(
                        "weights must be at least 0 but the one of term %d was %s"
                                .formatted(row.term(i), row.weight(i)));
            }
        }
    }

    /// By place in the row, whether it is kept.
    boolean[] kept(Pruning pruning) {
        return switch (pruning.rule()) {
            case MAX_RATIO -> atLeast(pruning.value() * largest());
            case ABS_VALUE -> atLeast(pruning.value());
            case TOP_K -> first((int) Math.min(pruning.value(), row.size()));
            case ALPHA_MASS -> first(countOfMass(pruning.value()));
        };
    }

    private double largest() {
        double largest = 0;
        for (int i = 0; i < row.size(); i++) {
            largest = Math.max(largest, row.weight(i));
        }
        return largest;
    }

    private boolean[] atLeast(double weight) {
        var kept = new boolean[row.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = row.weight(i) >= weight;
        }
        return kept;
    }

    private int[] heaviestFirst() {
        return IntStream.range(0, row.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -row.weight(i)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private boolean[] first(int count) {
        var kept = new boolean[row.size()];
        int[] order = heaviestFirst();
        for (int i = 0; i < count; i++) {
            kept[order[i]] = true;
        }
        return kept;
    }

    private int countOfMass(double share) {
        int[] order = heaviestFirst();
        double all = 0;
        for (int place : order) {
            all += row.weight(place);
        }
        double sum = 0;
        int count = 0;
        while (count < order.length && (count == 0 || sum < share * all)) {
            sum += row.weight(order[count++]);
        }
        return count;
    }
}
