package dev.lanes.jmh.filters;

import dev.lanes.hnsw.HnswIndex;
import dev.lanes.jmh.measure.HitRecall;
import dev.lanes.jmh.measure.SmallestWidth;
import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// A plain search whose hits are filtered afterwards.
///
/// @param index what is searched
/// @param bits the rows that pass
/// @param k how many of these are wanted
/// @param efSearch width of the beam
/// @param asked how many hits the plain search is asked for
record PostFilter(HnswIndex index, BitSet bits, int k, int efSearch, int asked) {
    /// Two ways to ask, both in the narrowest beam that reaches a recall: for all of the beam, and
    /// for little more than k over the share that passes, which leaves less to be rescored.
    static List<PostFilter> candidates(
            HnswIndex index, PassingSet rows, HitRecall recall, FilterTask.Goal goal) {
        double share = rows.ordinals().length / (double) index.size();
        double expected = goal.k() / share;
        int few = (int) Math.ceil(expected + 2 * Math.sqrt(expected * (1 - share)));
        return List.of(
                narrowest(index, rows, recall, goal, efSearch -> efSearch),
                narrowest(index, rows, recall, goal, efSearch -> Math.min(efSearch, few)));
    }

    private static PostFilter narrowest(
            HnswIndex index,
            PassingSet rows,
            HitRecall recall,
            FilterTask.Goal goal,
            IntUnaryOperator asked) {
        BitSet bits = rows.bits();
        int width =
                SmallestWidth.of(
                        goal.k(),
                        index.size(),
                        efSearch ->
                                recall.of(
                                                new PostFilter(
                                                                index,
                                                                bits,
                                                                goal.k(),
                                                                efSearch,
                                                                asked.applyAsInt(efSearch))
                                                        ::search)
                                        >= goal.recall());
        return new PostFilter(index, bits, goal.k(), width, asked.applyAsInt(width));
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
