package dev.lanes.jmh.measure;

import dev.lanes.vector.Hit;
import java.util.List;
import java.util.function.Function;

/// Recall of searches that give hits: a hit counts when its score is at least that of the k-th hit
/// of an exact search of the same rows. The scores of both must come from the same kernel.
public final class HitRecall {
    private final List<float[]> queries;
    private final double[] floors;
    private long wanted;

    /// @param exact gives the closest rows of a query, best first
    public HitRecall(List<float[]> queries, Function<float[], List<Hit>> exact) {
        this.queries = queries;
        this.floors = new double[queries.size()];
        for (int i = 0; i < floors.length; i++) {
            List<Hit> truth = exact.apply(queries.get(i));
            floors[i] = truth.isEmpty() ? Double.POSITIVE_INFINITY : truth.getLast().score();
            wanted += truth.size();
        }
    }

    /// Asks every query.
    ///
    /// @return the share of the hits wanted that were found, 1 when none is wanted
    public double of(Function<float[], List<Hit>> search) {
        long right = 0;
        for (int i = 0; i < floors.length; i++) {
            double floor = floors[i];
            right +=
                    search.apply(queries.get(i)).stream()
                            .filter(hit -> hit.score() >= floor)
                            .count();
        }
        return wanted == 0 ? 1 : right / (double) wanted;
    }
}
