package dev.lanes.sparse.text;

import static dev.lanes.sparse.text.TextSegmentLayout.CODE_BITS;
import static dev.lanes.sparse.text.TextSegmentLayout.CODE_MASK;
import static dev.lanes.sparse.text.TextSegmentLayout.INT;

import dev.lanes.sparse.live.BestRows;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// The best rows of a segment by a sum of terms: MaxScore (Turtle and Flood, "Query evaluation:
/// strategies and optimizations"), a term at a time over windows of rows whose sums fit the cache.
///
/// Of a window, the terms that can bring a row among the best are added up for all its rows. The
/// others, whose bounds together are below the threshold, are looked up for rows that are still in
/// the race: by row where a list has its codes by row, by binary search elsewhere. Before any
/// frequent term is added up, the k-th best sum of the rarer ones raises the threshold; so already
/// the first window goes without the words that are in every text.
///
/// For one search.
final class TermSearch {
    private static final int WINDOW = 1 << 13;

    /// The k-th sum is looked for when it is one of so many.
    private static final int SHARE_OF_BEST = 16;

    private final TextSegment segment;
    private final MemorySegment postings;
    private final float[] table;

    /// By ascending bound.
    private final List<TermCursor> cursors;

    private final Sums sums;

    /// Sums of a window's rows, all 0 between searches, and the rows where they are not. For one
    /// thread at a time.
    static final class Sums {
        private final int[] units = new int[WINDOW];
        private final int[] touched = new int[WINDOW];
    }

    TermSearch(TextSegment segment, Scoring scoring, List<Plan.Term> terms, Sums sums) {
        this.segment = segment;
        this.postings = segment.postings();
        this.table = segment.table(scoring.impacts());
        this.cursors = new ArrayList<>(terms.size());
        for (var term : terms) {
            var cursor = TermCursor.of(segment, term, scoring);
            if (cursor.list != TextPart.ABSENT) {
                cursors.add(cursor);
            }
        }
        cursors.sort((a, b) -> Integer.compare(a.bound, b.bound));
        this.sums = sums;
    }

    /// Offers the rows that may be among the best.
    void search(IntPredicate passing, BestRows best) {
        for (int from = 0; from < segment.size() && !cursors.isEmpty(); from += WINDOW) {
            new Window(from, passing, best).search();
        }
    }

    /// Some rows, as many as there are sums.
    private final class Window {
        private final int from;
        private final IntPredicate passing;
        private final BestRows best;
        private int touched;

        Window(int from, IntPredicate passing, BestRows best) {
            this.from = from;
            this.passing = passing;
            this.best = best;
        }

        void search() {
            int threshold = best.threshold();
            long pending = 0;
            int first = 0;
            while (first < cursors.size() && pending + cursors.get(first).bound < threshold) {
                pending += cursors.get(first++).bound;
            }
            if (first == cursors.size()) {
                return;
            }
            // Frequent terms wait until the others have raised the threshold.
            var waiting = new TermCursor[cursors.size()];
            int count = 0;
            for (int i = 0; i < cursors.size(); i++) {
                var cursor = cursors.get(i);
                if (i < first || cursor.dense) {
                    waiting[count++] = cursor;
                    pending += i < first ? 0 : cursor.bound;
                } else {
                    accumulate(cursor);
                }
            }
            if (pending >= threshold) {
                threshold = Math.max(threshold, kthSum());
            }
            while (pending >= threshold) {
                var cursor = waiting[--count];
                pending -= cursor.bound;
                accumulate(cursor);
            }
            offer(threshold, waiting, count, (int) pending);
        }

        private void accumulate(TermCursor cursor) {
            int end = cursor.end;
            int i = cursor.seek(postings, from);
            float units = cursor.units;
            int[] totals = sums.units;
            int count = touched;
            for (; i < end; i++) {
                int posting = postings.getAtIndex(INT, i);
                int row = (posting >>> CODE_BITS) - from;
                if (row >= WINDOW) {
                    break;
                }
                int before = totals[row];
                if (before == 0) {
                    sums.touched[count++] = row;
                }
                totals[row] = before + Scoring.score(units, table[posting & CODE_MASK]);
            }
            touched = count;
            cursor.at = i;
        }

        /// The k-th best sum, or 1 when there are not so many, or so many that looking would cost
        /// more than it saves.
        private int kthSum() {
            int k = best.k();
            if (k > touched / SHARE_OF_BEST) {
                return 1;
            }
            var largest = new int[k];
            int size = 0;
            int least = 0;
            for (int i = 0; i < touched; i++) {
                int place = sums.touched[i];
                int sum = sums.units[place];
                if (sum > least && passing.test(from + place)) {
                    size = Math.min(k, size + 1);
                    least = insert(largest, size, sum);
                }
            }
            return size < k ? 1 : Math.max(1, least);
        }

        /// Puts a number in its place among those in descending order.
        ///
        /// @return the last of them when there is no more room, else 0
        private static int insert(int[] descending, int size, int number) {
            int at = size - 1;
            while (at > 0 && descending[at - 1] < number) {
                descending[at] = descending[at - 1];
                at--;
            }
            descending[at] = number;
            return size == descending.length ? descending[size - 1] : 0;
        }

        /// Offers the rows with sums, and what waiting terms add, as far as they can.
        private void offer(int least, TermCursor[] waiting, int count, int pending) {
            int threshold = least;
            for (int i = 0; i < touched; i++) {
                int place = sums.touched[i];
                int sum = sums.units[place];
                sums.units[place] = 0;
                int rest = pending;
                for (int j = count - 1; j >= 0 && sum + rest >= threshold; j--) {
                    rest -= waiting[j].bound;
                    sum += waiting[j].score(segment, postings, from + place, table);
                }
                if (sum + rest >= threshold && passing.test(from + place)) {
                    best.offer(segment.id(from + place), sum);
                    threshold = Math.max(threshold, best.threshold());
                }
            }
        }
    }
}
