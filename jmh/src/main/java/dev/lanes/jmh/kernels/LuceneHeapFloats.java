package dev.lanes.jmh.kernels;

import dev.lanes.jmh.peer.LuceneVectorisation;
import java.util.List;
import org.apache.lucene.util.VectorUtil;

/// Float rows on the heap, for Lucene's VectorUtil.
final class LuceneHeapFloats implements Store {
    /// First: Lucene says it once, when its vector code is first used.
    private final String provider = LuceneVectorisation.MESSAGE;

    private final float[] query;
    private final float[][] rows;

    LuceneHeapFloats(SampleRows samples) {
        query = samples.query();
        rows = new float[samples.count()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = samples.row(i);
        }
    }

    @Override
    public List<Contender> contenders(Operation operation) {
        BlockScorer scorer =
                switch (operation) {
                    case DOT ->
                            (ordinals, values) -> {
                                for (int i = 0; i < ordinals.length; i++) {
                                    values[i] = VectorUtil.dotProduct(query, rows[ordinals[i]]);
                                }
                            };
                    case L2 ->
                            (ordinals, values) -> {
                                for (int i = 0; i < ordinals.length; i++) {
                                    values[i] = VectorUtil.squareDistance(query, rows[ordinals[i]]);
                                }
                            };
                    case COSINE ->
                            (ordinals, values) -> {
                                for (int i = 0; i < ordinals.length; i++) {
                                    values[i] = VectorUtil.cosine(query, rows[ordinals[i]]);
                                }
                            };
                    case HAMMING -> throw new IllegalArgumentException("floats are no bits");
                };
        long rowBytes = (long) query.length * Float.BYTES;
        return List.of(LuceneScorers.contender("VectorUtil", provider, rowBytes, scorer));
    }

    @Override
    public void close() {}
}
