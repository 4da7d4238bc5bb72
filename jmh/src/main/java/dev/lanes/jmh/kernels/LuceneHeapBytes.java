package dev.lanes.jmh.kernels;

import dev.lanes.jmh.peer.LuceneVectorisation;
import java.util.List;
import org.apache.lucene.util.VectorUtil;

/// Byte rows on the heap, for Lucene's VectorUtil.
final class LuceneHeapBytes implements Store {
    /// Two rows of bytes to a figure.
    @FunctionalInterface
    private interface Comparison {
        int of(byte[] query, byte[] row);
    }

    /// First: Lucene says it once, when its vector code is first used.
    private final String provider = LuceneVectorisation.MESSAGE;

    private final Signs signs;
    private final byte[] query;
    private final byte[][] rows;

    /// How Lucene's bytes are read.
    enum Signs {
        SIGNED,
        UNSIGNED
    }

    LuceneHeapBytes(SampleRows samples, Signs signs) {
        this.signs = signs;
        query = samples.bytes(-1);
        rows = new byte[samples.count()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = samples.bytes(i);
        }
    }

    @Override
    public List<Contender> contenders(Operation operation) {
        boolean signed = signs == Signs.SIGNED;
        return switch (operation) {
            case DOT -> contender(signed ? VectorUtil::dotProduct : VectorUtil::uint8DotProduct);
            case L2 ->
                    contender(
                            signed ? VectorUtil::squareDistance : VectorUtil::uint8SquareDistance);
            case COSINE, HAMMING -> List.of();
        };
    }

    /// One comparison a process, so that the JIT compiler sees through it.
    private List<Contender> contender(Comparison comparison) {
        BlockScorer scorer =
                (ordinals, values) -> {
                    for (int i = 0; i < ordinals.length; i++) {
                        values[i] = comparison.of(query, rows[ordinals[i]]);
                    }
                };
        String name = signs == Signs.SIGNED ? "VectorUtil, bytes" : "VectorUtil, unsigned bytes";
        return List.of(LuceneScorers.contender(name, provider, query.length, scorer));
    }

    @Override
    public void close() {}
}
