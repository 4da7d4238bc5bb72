package dev.lanes.sparse;

import dev.lanes.kernels.ClusterBounds;
import dev.lanes.memory.OffHeap;
import java.util.Arrays;

/// Writes the summaries of clusters: by term the largest weight of a row, of which the largest are
/// kept that make up a part of the mass, in 8 bits. For one thread.
final class SummaryWriter {
    private static final int TOP_CODE = 255;

    private final ForwardIndex forward;
    private final double ratio;
    private final int[] terms;
    private final float[] weights;

    /// By term: its largest weight in the cluster; and which terms have one.
    private final float[] maxima;

    private int[] present = new int[1024];
    private int presentCount;

    /// By term of the list: how many entries it has.
    private final int[] counts;

    private int[] listTerms = new int[1024];
    private int listTermCount;

    // By entry of the list, in the order of clusters.
    private int[] entryTerms = new int[1024];
    private int[] entryClusters = new int[1024];
    private int[] entryCodes = new int[1024];
    private int entryCount;

    private final Numbers clusterStarts = new Numbers();
    private final Numbers dictionaryStarts = new Numbers();
    private final Numbers dictionary = new Numbers();
    private final Numbers entryStarts = new Numbers();
    private final Numbers clusters = new Numbers();
    private final Numbers codes = new Numbers();
    private final Numbers scales = new Numbers();

    /// @param ratio of the mass that is kept
    /// @param longest terms of the longest row
    SummaryWriter(ForwardIndex forward, double ratio, int longest) {
        this.forward = forward;
        this.ratio = ratio;
        this.terms = new int[longest];
        this.weights = new float[longest];
        this.maxima = new float[forward.termLimit()];
        this.counts = new int[forward.termLimit()];
    }

    /// Adds the list of the next term.
    ///
    /// @param list ordinals, cluster after cluster
    /// @param ends of the clusters
    void add(int[] list, int[] ends) {
        clusterStarts.addInt(scales.size());
        dictionaryStarts.addInt(dictionary.size());
        listTermCount = 0;
        entryCount = 0;
        int from = 0;
        for (int cluster = 0; cluster < ends.length; cluster++) {
            for (int i = from; i < ends[cluster]; i++) {
                include(list[i]);
            }
            keep(cluster);
            from = ends[cluster];
        }
        write();
    }

    private void include(int row) {
        int length = forward.copy(row, terms, weights);
        for (int i = 0; i < length; i++) {
            int term = terms[i];
            if (maxima[term] == 0) {
                present = withRoom(present, presentCount);
                present[presentCount++] = term;
            }
            maxima[term] = Math.max(maxima[term], weights[i]);
        }
    }

    private static int[] withRoom(int[] numbers, int count) {
        return count < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * count);
    }

    /// Keeps the largest maxima of a cluster, and forgets all.
    private void keep(int cluster) {
        var keys = new long[presentCount];
        double mass = 0;
        for (int i = 0; i < presentCount; i++) {
            float weight = maxima[present[i]];
            keys[i] = (long) Float.floatToRawIntBits(weight) << Integer.SIZE | present[i];
            mass += weight;
            maxima[present[i]] = 0;
        }
        presentCount = 0;
        Arrays.sort(keys);
        float top = keys.length == 0 ? 0 : weightOf(keys[keys.length - 1]);
        float scale = top / TOP_CODE;
        scales.addFloat(scale);
        double kept = 0;
        for (int i = keys.length - 1; i >= 0 && kept < ratio * mass; i--) {
            float weight = weightOf(keys[i]);
            kept += weight;
            enter((int) keys[i], cluster, Math.clamp(Math.round(weight / scale), 1, TOP_CODE));
        }
    }

    private static float weightOf(long key) {
        return Float.intBitsToFloat((int) (key >>> Integer.SIZE));
    }

    private void enter(int term, int cluster, int code) {
        if (counts[term]++ == 0) {
            listTerms = withRoom(listTerms, listTermCount);
            listTerms[listTermCount++] = term;
        }
        entryTerms = withRoom(entryTerms, entryCount);
        entryClusters = withRoom(entryClusters, entryCount);
        entryCodes = withRoom(entryCodes, entryCount);
        entryTerms[entryCount] = term;
        entryClusters[entryCount] = cluster;
        entryCodes[entryCount++] = code;
    }

    /// The entries of a list by term.
    private void write() {
        Arrays.sort(listTerms, 0, listTermCount);
        int before = 0;
        for (int i = 0; i < listTermCount; i++) {
            int term = listTerms[i];
            dictionary.addInt(term);
            entryStarts.addInt(Math.addExact(clusters.size(), before));
            int count = counts[term];
            counts[term] = before;
            before += count;
        }
        var sorted = new int[entryCount];
        for (int entry = 0; entry < entryCount; entry++) {
            sorted[counts[entryTerms[entry]]++] = entry;
        }
        for (int entry : sorted) {
            clusters.addShort(entryClusters[entry]);
            codes.addByte(entryCodes[entry]);
        }
        for (int i = 0; i < listTermCount; i++) {
            counts[listTerms[i]] = 0;
        }
    }

    /// All that was written.
    ClusterBounds.Lists finish(OffHeap memory) {
        clusterStarts.addInt(scales.size());
        dictionaryStarts.addInt(dictionary.size());
        entryStarts.addInt(clusters.size());
        return new ClusterBounds.Lists(
                memory,
                clusterStarts.into(memory),
                dictionaryStarts.into(memory),
                new ClusterBounds.Dictionary(
                        dictionary.into(memory),
                        entryStarts.into(memory),
                        clusters.into(memory),
                        codes.into(memory)),
                scales.into(memory));
    }
}
