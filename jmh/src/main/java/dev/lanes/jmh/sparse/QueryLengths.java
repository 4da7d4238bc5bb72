package dev.lanes.jmh.sparse;

import dev.lanes.vector.Pruning;
import dev.lanes.vector.SparseVector;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Makes queries of a number of terms from others, whatever number these have.
final class QueryLengths {
    private QueryLengths() {}

    /// The heaviest terms of each query; a query that has too few gets those of the queries behind
    /// it too, until it has enough or there is none left, and of terms that come twice the larger
    /// weight.
    ///
    /// @param terms how many terms each should have, at least 1
    static List<SparseVector> of(List<SparseVector> queries, int terms) {
        Pruning heaviest = Pruning.topK(terms);
        return IntStream.range(0, queries.size())
                .mapToObj(first -> heaviest.keep(joined(queries, first, terms)))
                .toList();
    }

    private static SparseVector joined(List<SparseVector> queries, int first, int terms) {
        TreeMap<Integer, Float> weights = new TreeMap<>();
        for (int i = 0; i < queries.size() && weights.size() < terms; i++) {
            SparseVector next = queries.get((first + i) % queries.size());
            for (int at = 0; at < next.size(); at++) {
                weights.merge(next.term(at), next.weight(at), Math::max);
            }
        }
        int[] numbers = weights.keySet().stream().mapToInt(Integer::intValue).toArray();
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.get(numbers[i]);
        }
        return SparseVector.of(numbers, values);
    }
}
