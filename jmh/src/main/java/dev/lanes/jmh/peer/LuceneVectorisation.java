package dev.lanes.jmh.peer;

import org.apache.lucene.util.VectorUtil;

/// Which code computes Lucene's similarities. Lucene tells it only once, so this must be the first
/// use of its vector code.
public final class LuceneVectorisation {
    /// For example "Java vector incubator API enabled; uses preferredBitSize=512; FMA enabled".
    public static final String MESSAGE =
            StartMessages.during(
                    "org.apache.lucene.internal.vectorization",
                    () -> VectorUtil.dotProduct(new float[] {1}, new float[] {1}));

    private LuceneVectorisation() {}
}
