package dev.lanes.jmh.kernels;

import dev.lanes.jmh.peer.LuceneVectorisation;
import java.util.List;
import org.apache.lucene.util.VectorUtil;

/// Rows of bits on the heap, for Lucene's VectorUtil.
final class LuceneHeapBits implements Store {
    /// First: Lucene says it once, when its vector code is first used.
    private final String provider = LuceneVectorisation.MESSAGE;

    private final byte[] query;
    private final byte[][] rows;

    LuceneHeapBits(SampleRows samples) {
        query = bits(samples, -1);
        rows = new byte[samples.count()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = bits(samples, i);
        }
    }

    private static byte[] bits(SampleRows samples, int row) {
        byte[] bits = new byte[samples.dimension() / Byte.SIZE];
        samples.bytes(row, bits, bits.length);
        return bits;
    }

    @Override
    public List<Contender> contenders(Operation operation) {
        return List.of(
                LuceneScorers.contender(
                        "VectorUtil",
                        provider,
                        query.length,
                        (ordinals, values) -> {
                            for (int i = 0; i < ordinals.length; i++) {
                                values[i] = VectorUtil.xorBitCount(query, rows[ordinals[i]]);
                            }
                        }));
    }

    @Override
    public void close() {}
}
