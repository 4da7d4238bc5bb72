package dev.lanes.sparse;

import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Writes the summaries of clusters as the rows of a forward index: of each term the largest weight
/// in the cluster, of which the largest are kept that make up a part of the mass. For one thread.
final class SummaryWriter {
    private static final WeightEncoding ENCODING = WeightEncoding.FLOAT16;

    private final ForwardIndex forward;
    private final double ratio;
    private final int[] terms;
    private final float[] weights;

    /// By term: its largest weight in the cluster; and which terms have one.
    private final float[] maxima;

    private int[] present = new int[1024];
    private int presentCount;

    private final Numbers starts = new Numbers();

    /// In units of 16 bits: the terms of a summary, then its weights.
    private final Numbers rows = new Numbers();

    private int postings;

    /// @param ratio of the mass that is kept
    /// @param longest terms of the longest row
    SummaryWriter(ForwardIndex forward, double ratio, int longest) {
        this.forward = forward;
        this.ratio = ratio;
        this.terms = new int[longest];
        this.weights = new float[longest];
        this.maxima = new float[forward.termLimit()];
    }

    /// How many summaries were written.
    int size() {
        return starts.size();
    }

    /// Adds the summaries of a list.
    ///
    /// @param list ordinals, cluster after cluster
    /// @param ends of the clusters
    void add(int[] list, int[] ends) {
        int from = 0;
        for (int end : ends) {
            for (int i = from; i < end; i++) {
                include(list[i]);
            }
            write();
            from = end;
        }
    }

    private void include(int row) {
        int length = forward.copy(row, terms, weights);
        for (int i = 0; i < length; i++) {
            int term = terms[i];
            if (maxima[term] == 0) {
                if (presentCount == present.length) {
                    present = Arrays.copyOf(present, 2 * presentCount);
                }
                present[presentCount++] = term;
            }
            maxima[term] = Math.max(maxima[term], weights[i]);
        }
    }

    /// Writes the largest maxima of a cluster, and forgets all.
    private void write() {
        int[] kept = heaviest();
        starts.addInt(postings);
        postings = Math.addExact(postings, kept.length);
        for (int term : kept) {
            rows.addShort(term);
            if (forward.termBytes() == Integer.BYTES) {
                rows.addShort(term >>> Short.SIZE);
            }
        }
        for (int term : kept) {
            rows.addShort(WeightEncoding.nearest(maxima[term]));
        }
        for (int i = 0; i < presentCount; i++) {
            maxima[present[i]] = 0;
        }
        presentCount = 0;
    }

    /// The terms that make up the part of the mass, ascending.
    private int[] heaviest() {
        var keys = new long[presentCount];
        double mass = 0;
        for (int i = 0; i < presentCount; i++) {
            float weight = maxima[present[i]];
            // Weights above 0 are in the order of their bits.
            keys[i] = (long) Float.floatToRawIntBits(weight) << Integer.SIZE | present[i];
            mass += weight;
        }
        Arrays.sort(keys);
        int from = keys.length;
        double kept = 0;
        while (from > 0 && kept < ratio * mass) {
            kept += maxima[(int) keys[--from]];
        }
        return Arrays.stream(keys, from, keys.length).mapToInt(key -> (int) key).sorted().toArray();
    }

    /// All summaries.
    ForwardIndex finish(OffHeap memory) {
        int count = size();
        starts.addInt(postings);
        MemorySegment copies = rows.into(memory);
        return new ForwardIndex(starts.into(memory), copies, count, forward.termLimit(), ENCODING);
    }
}
