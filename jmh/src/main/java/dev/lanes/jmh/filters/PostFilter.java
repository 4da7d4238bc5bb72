package dev.lanes.jmh.filters;

import dev.lanes.hnsw.HnswIndex;
import dev.lanes.jmh.measure.HitRecall;
import dev.lanes.jmh.measure.SmallestWidth;
import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// A plain search whose hits are filtered afterwards.
///
/// @param index what is searched
/// @param bits the rows that pass
/// @param k how many of these are wanted
/// @param efSearch width of the beam
/// @param asked how many hits the plain search is asked for
record PostFilter(HnswIndex index, BitSet bits, int k, int efSearch, int asked) {
    /// So many times as long as a scan, a plain search is not the better of the two however the
    /// machine is disturbed. Some beams would have to hold most of the rows.
    private static final int HOPELESS = 4;

    /// Two ways to ask, both in the narrowest beam that reaches a recall: for all of the beam, and
    /// for little more than k over the share that passes, which leaves less to be rescored.
    ///
    /// @param scanMicros what a scan takes
    /// @return those that reach the recall in a time that is not hopeless
    static List<PostFilter> candidates(
            HnswIndex index,
            PassingSet rows,
            HitRecall recall,
            FilterTask.Goal goal,
            double scanMicros) {
        double share = rows.ordinals().length / (double) index.size();
        double expected = goal.k() / share;
        int few = (int) Math.ceil(expected + 2 * Math.sqrt(expected * (1 - share)));
        BitSet bits = rows.bits();
        return IntStream.of(few, index.size())
                .mapToObj(most ->
                        narrowest(
                                efSearch ->
                                        new PostFilter(
                                                index,
                                                bits,
                                                goal.k(),
                                                efSearch,
                                                Math.min(efSearch, most)),
                                rows.queries(),
                                recall,
                                goal,
                                scanMicros))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<PostFilter> narrowest(
            IntFunction<PostFilter> search,
            List<float[]> queries,
            HitRecall recall,
            FilterTask.Goal goal,
            double scanMicros) {
        OptionalInt width =
                SmallestWidth.of(
                        goal.k(),
                        efSearch -> recall.of(search.apply(efSearch)::search) >= goal.recall(),
                        efSearch -> search.apply(efSearch).isHopeless(queries, scanMicros));
        return width.stream().mapToObj(search).findFirst();
    }

    private boolean isHopeless(List<float[]> queries, double scanMicros) {
        long start = System.nanoTime();
        queries.forEach(this::search);
        double micros = (System.nanoTime() - start) / 1e3 / queries.size();
        return efSearch >= index.size() || micros > HOPELESS * scanMicros;
    }

    List<Hit> search(float[] query) {
        List<Hit> hits = new ArrayList<>(k);
        for (Hit hit : index.search(query, asked, efSearch)) {
            if (bits.get((int) hit.id())) {
                hits.add(hit);
                if (hits.size() == k) {
                    break;
                }
            }
        }
        return hits;
    }
}
