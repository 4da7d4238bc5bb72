package dev.lanes.jmh.filters;

import dev.lanes.jmh.data.Vectors;
import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.TopK;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Rows without a graph, in full precision and as 8-bit codes: what a scan takes where nothing else
/// is asked of it. For one thread.
final class FlatRows implements AutoCloseable {
    private static final int BLOCK = 256;
    private static final int SAMPLE = 4096;

    private final OffHeap memory = OffHeap.forOwner("rows to be scanned");
    private final Similarity similarity;
    private final Scorer full;
    private final Scorer codes;
    private final int[] block = new int[BLOCK];
    private final float[] raws = new float[BLOCK];

    FlatRows(Vectors base, Similarity similarity) {
        this.similarity = similarity;
        RowFormat format = new RowFormat(base.dimension(), similarity);
        List<float[]> sample = base.rows().subList(0, Math.min(SAMPLE, base.size()));
        Codec codec = Codec.train(Encoding.INT8, format, sample);
        VectorMatrix floats = VectorMatrix.create(format, memory, Kernels.best());
        VectorMatrix bytes = VectorMatrix.create(codec, memory, Kernels.best());
        for (float[] row : base.rows()) {
            floats.add(row);
            bytes.add(row);
        }
        full = floats.scorer();
        codes = bytes.scorer();
    }

    /// The closest rows of some, compared in full precision.
    List<Hit> exact(float[] query, int[] among, int k) {
        full.prepare(query);
        return hits(scan(full, among, among.length, k));
    }

    /// The same by codes, with the best 2k + 10 compared in full precision.
    List<Hit> coded(float[] query, int[] among, int k) {
        codes.prepare(query);
        TopK best = scan(codes, among, among.length, 2 * k + 10);
        int[] rows = new int[best.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = best.removeWorst();
        }
        full.prepare(query);
        return hits(scan(full, rows, rows.length, k));
    }

    private TopK scan(Scorer scorer, int[] among, int count, int k) {
        TopK best = new TopK(Math.min(k, count));
        for (int from = 0; from < count; from += BLOCK) {
            int length = Math.min(BLOCK, count - from);
            System.arraycopy(among, from, block, 0, length);
            scorer.score(block, length, raws);
            for (int i = 0; i < length; i++) {
                if (raws[i] >= best.threshold()) {
                    best.offer(block[i], raws[i]);
                }
            }
        }
        return best;
    }

    private List<Hit> hits(TopK best) {
        List<Hit> hits = new ArrayList<>(best.size());
        while (best.size() > 0) {
            float raw = best.worst();
            hits.add(new Hit(best.removeWorst(), similarity.score(raw)));
        }
        Collections.reverse(hits);
        return hits;
    }

    @Override
    public void close() {
        memory.close();
    }
}
