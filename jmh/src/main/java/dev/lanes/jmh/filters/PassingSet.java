package dev.lanes.jmh.filters;

import dev.lanes.vector.IdSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// The rows that a filter lets pass, and the queries that are asked with it.
final class PassingSet {
    private static final long SEED = 5;

    /// With a filter that keeps off the queries, one query of so many is asked: those closest to
    /// the first one.
    private static final int QUERIES_EACH = 10;

    private final String name;
    private final double percent;
    private final int[] ordinals;
    private final List<float[]> queries;

    private PassingSet(String name, double percent, int[] ordinals, List<float[]> queries) {
        this.name = name;
        this.percent = percent;
        this.ordinals = ordinals;
        this.queries = queries;
    }

    /// Rows drawn at random.
    static PassingSet random(FilterTask task, double percent) {
        List<Integer> rows =
                new ArrayList<>(IntStream.range(0, task.base().size()).boxed().toList());
        Collections.shuffle(rows, new Random(SEED));
        int[] drawn = rows.stream().mapToInt(row -> row).limit(count(task, percent)).toArray();
        Arrays.sort(drawn);
        return new PassingSet("random", percent, drawn, task.queries().rows());
    }

    /// The rows farthest from the first query, asked for by the queries closest to it.
    static PassingSet far(FilterTask task, double percent) {
        float[] anchor = task.queries().rows().getFirst();
        int[] rows = Ranked.byCloseness(task.base(), task.settings().similarity(), anchor);
        int[] far = Arrays.copyOfRange(rows, rows.length - count(task, percent), rows.length);
        Arrays.sort(far);
        int[] queries = Ranked.byCloseness(task.queries(), task.settings().similarity(), anchor);
        List<float[]> close =
                Arrays.stream(queries)
                        .limit(Math.ceilDiv(queries.length, QUERIES_EACH))
                        .mapToObj(query -> task.queries().rows().get(query))
                        .toList();
        return new PassingSet("far", percent, far, close);
    }

    private static int count(FilterTask task, double percent) {
        return Math.max(1, (int) Math.round(task.base().size() * percent / 100));
    }

    String name() {
        return name;
    }

    /// The share that passes.
    double percent() {
        return percent;
    }

    /// The rows, ascending; nobody may write to them.
    int[] ordinals() {
        return ordinals;
    }

    /// At least one.
    List<float[]> queries() {
        return queries;
    }

    IdSet ids() {
        return IdSet.of(Arrays.stream(ordinals).asLongStream());
    }

    BitSet bits() {
        BitSet bits = new BitSet();
        Arrays.stream(ordinals).forEach(bits::set);
        return bits;
    }
}
