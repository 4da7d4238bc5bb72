package dev.lanes.sparse;

import dev.lanes.kernels.PostingScan;
import dev.lanes.kernels.PostingScan.PostingList;
import java.util.Arrays;

/// The lists of a query's terms in one segment, with the query's weights as integers: a row's score
/// is at most its sum of factor · code, divided by [#unit]. All sums are below 2^31.
final class QueryLists {
    /// Rounding up the factors of so many terms leaves most of the sums to the scores.
    static final int MOST_TERMS = 1_000_000;

    private static final double MOST = Integer.MAX_VALUE;

    /// A score is rounded to float, by less than this much of itself.
    private static final double ROUNDING = 1.0 / (1 << 20);

    /// What a list takes beside its postings.
    private static final int FIXED_POSTINGS = 50;

    private final PostingList[] lists;
    private final double unit;
    private final long postings;
    private int[] cheapest = {};

    private QueryLists(PostingList[] lists, double unit, long postings) {
        this.lists = lists;
        this.unit = unit;
        this.postings = postings;
    }

    /// The lists of terms that a segment knows, at most [#MOST_TERMS].
    static QueryLists of(Query query, PostingLists postings) {
        int count = query.size();
        double top = 0;
        for (int i = 0; i < count; i++) {
            top += weight(query, postings, i) * postings.topCode(query.term(i));
        }
        // Each factor is rounded up, which adds at most a top code.
        double unit = top > 0 ? (MOST - 300.0 * count) / top : 1;
        var lists = new PostingList[count];
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int term = query.term(i);
            lists[i] =
                    new PostingList(
                            postings.from(term),
                            postings.to(term),
                            postings.gapBits(term),
                            (int) Math.ceil(weight(query, postings, i) * unit),
                            postings.maximaRow(term));
            sum += lists[i].to() - lists[i].from();
        }
        return new QueryLists(lists, unit, sum);
    }

    private static double weight(Query query, PostingLists postings, int index) {
        return (double) query.weight(index) * postings.scale(query.term(index));
    }

    int size() {
        return lists.length;
    }

    PostingList list(int index) {
        return lists[index];
    }

    /// How many postings a list has, fillers too.
    long length(int index) {
        return lists[index].to() - lists[index].from();
    }

    /// How many postings all lists have, fillers too.
    long postings() {
        return postings;
    }

    /// The lists in the order of what their largest posting adds for each posting that there is,
    /// least first: reading the last ones tells most.
    int[] byTopAPosting() {
        if (cheapest.length != lists.length) {
            var keys = new long[lists.length];
            for (int i = 0; i < keys.length; i++) {
                float worth = (float) lists[i].top() / (length(i) + FIXED_POSTINGS);
                // Floats above 0 are in the order of their bits.
                keys[i] = (long) Float.floatToRawIntBits(worth) << Integer.SIZE | i;
            }
            Arrays.sort(keys);
            cheapest = Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        }
        return cheapest;
    }

    /// The sum that a row must reach to have a score; at least 1, which every row reaches that
    /// shares a term.
    int threshold(float score) {
        double sum = Math.min(score, Float.MAX_VALUE) * unit * (1 - ROUNDING);
        return Math.clamp((long) sum, 1, Integer.MAX_VALUE);
    }

    /// Puts all lists into a scan, to be added up.
    void fill(PostingScan scan) {
        scan.clear();
        for (var list : lists) {
            scan.add(list);
        }
    }
}
