package dev.lanes.jmh.bm25;

import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.measure.Rounds;

/// What is to be measured.
///
/// @param corpus documents and queries
/// @param settings of BM25
/// @param k how many documents a query asks for, at least 1
/// @param rounds how searches are timed
public record Bm25Task(TextCorpus corpus, Bm25Settings settings, int k, Rounds rounds) {
    /// The two parameters of BM25.
    ///
    /// @param k1 how soon more of the same term counts no more; at least 0
    /// @param b how much the length of a document counts; in 0..1
    public record Bm25Settings(float k1, float b) {
        /// @throws UsageException when one is out of range
        public Bm25Settings {
            if (!(k1 >= 0) || Float.isInfinite(k1)) {
                throw new UsageException("k1 must be finite and at least 0 but was " + k1);
            }
            if (!(b >= 0 && b <= 1)) {
                throw new UsageException("b must be in 0..1 but was " + b);
            }
        }
    }
}
