package dev.lanes.sparse;

import dev.lanes.sparse.Explanation.Work;

/// What the searches of several segments did, taken together: the work of all, and the algorithm of
/// the one that took most.
final class Explanations {
    private Explanation largest =
            new Explanation(Algorithm.EXHAUSTIVE, "there are no rows", new Work(0, 0, 0, 0));
    private Work sum = largest.work();

    void add(Explanation part) {
        if (effort(part.work()) >= effort(largest.work())) {
            largest = part;
        }
        var work = part.work();
        sum =
                new Work(
                        sum.postings() + work.postings(),
                        sum.postingsSkipped() + work.postingsSkipped(),
                        sum.rows() + work.rows(),
                        sum.rowsSkipped() + work.rowsSkipped());
    }

    private static long effort(Work work) {
        return work.postings() + work.rows();
    }

    Explanation sum() {
        return new Explanation(largest.algorithm(), largest.reason(), sum);
    }
}
