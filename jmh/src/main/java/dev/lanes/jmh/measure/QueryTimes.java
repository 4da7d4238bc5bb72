package dev.lanes.jmh.measure;

import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// How long searches of several kinds take for the same queries, on the calling thread and in
/// turns, so that a machine which gets slower or faster meanwhile does so for all.
public final class QueryTimes {
    /// A turn asks all queries again and again for so long, so that the clock and a pause of the
    /// machine count for little.
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<float[]> queries;
    private final Rounds rounds;
    private final List<List<Hit>> answers = new ArrayList<>();

    /// @param queries at least one
    public QueryTimes(List<float[]> queries, Rounds rounds) {
        this.queries = queries;
        this.rounds = rounds;
    }

    /// Times searches, each of which warms up first.
    ///
    /// @param searches each asks one query
    /// @return mean microseconds of a query, by search: the median of the rounds
    public double[] micros(List<Function<float[], List<Hit>>> searches) {
        for (Function<float[], List<Hit>> search : searches) {
            warmUp(search);
        }
        double[][] micros = new double[searches.size()][rounds.count()];
        for (int round = 0; round < rounds.count(); round++) {
            for (int i = 0; i < micros.length; i++) {
                micros[i][round] = turn(searches.get(i), TURN_NANOS);
            }
        }
        return Arrays.stream(micros).mapToDouble(QueryTimes::median).toArray();
    }

    /// Searches without a result, so that the JIT compiler is done with it.
    public void warmUp(Function<float[], List<Hit>> search) {
        turn(search, rounds.warmUp().toNanos());
    }

    private double turn(Function<float[], List<Hit>> search, long atLeast) {
        long start = System.nanoTime();
        long asked = 0;
        long nanos;
        do {
            for (float[] query : queries) {
                answers.add(search.apply(query));
            }
            answers.clear();
            asked += queries.size();
            nanos = System.nanoTime() - start;
        } while (nanos < atLeast);
        return nanos / 1e3 / asked;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
