package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import java.util.Arrays;

/// Makes the clusters of a segment from its forward index, in ranges of terms that have some
/// million postings together.
final class SeismicBuilder {
    /// Postings a range of terms, unless a single one has more.
    private static final int RANGE = 1 << 24;

    private final ForwardIndex forward;
    private final int most;
    private final int[] frequencies;
    private final int[] terms;
    private final float[] weights;
    private final ClusterMaker maker;
    private final SummaryWriter summaries;
    private final Numbers clusterStarts = new Numbers();
    private final Numbers rowStarts = new Numbers();
    private final Numbers rows = new Numbers();

    private SeismicBuilder(ForwardIndex forward, SeismicSettings settings) {
        this.forward = forward;
        this.most = settings.clusters().postingsFor(forward.size());
        this.frequencies = new int[forward.termLimit()];
        int longest = forward.longest();
        this.terms = new int[longest];
        this.weights = new float[longest];
        this.maker = new ClusterMaker(forward, settings.clusters().ratio(), longest);
        this.summaries =
                new SummaryWriter(forward, settings.clusters().summaryPruneRatio(), longest);
    }

    /// The clusters of a segment, in its memory.
    static SeismicIndex build(Segment segment, SeismicSettings settings, Kernels kernels) {
        var builder = new SeismicBuilder(segment.forward(), settings);
        builder.addAll();
        builder.clusterStarts.addInt(builder.summaries.size());
        builder.rowStarts.addInt(builder.rows.size());
        var memory = segment.memory();
        var rowStarts = builder.rowStarts.into(memory);
        var rows = builder.rows.into(memory);
        var neighbours = SeismicIndex.Neighbours.NO;
        if (settings.neighbours() > 0) {
            var maker = new NeighbourMaker(segment.forward(), rowStarts, rows);
            neighbours =
                    new SeismicIndex.Neighbours(
                            settings.neighbours(),
                            maker.find(settings.neighbours(), kernels, memory));
        }
        return new SeismicIndex(
                builder.summaries.finish(memory),
                builder.clusterStarts.into(memory),
                rowStarts,
                rows,
                neighbours);
    }

    private void addAll() {
        for (int row = 0; row < forward.size(); row++) {
            int length = forward.copy(row, terms, weights);
            for (int i = 0; i < length; i++) {
                frequencies[terms[i]]++;
            }
        }
        int from = 0;
        while (from < frequencies.length) {
            long sum = frequencies[from];
            int to = from + 1;
            while (to < frequencies.length && sum + frequencies[to] <= RANGE) {
                sum += frequencies[to++];
            }
            add(from, to, Math.toIntExact(sum));
            from = to;
        }
    }

    /// The lists of a range of terms.
    private void add(int from, int to, int postings) {
        var places = new int[to - from + 1];
        for (int term = from; term < to; term++) {
            places[term - from + 1] = places[term - from] + frequencies[term];
        }
        // Weights above 0 are in the order of their bits.
        var keys = new long[postings];
        for (int row = 0; row < forward.size(); row++) {
            int length = forward.copy(row, terms, weights);
            for (int i = 0; i < length; i++) {
                if (terms[i] >= from && terms[i] < to) {
                    keys[places[terms[i] - from]++] =
                            (long) Float.floatToRawIntBits(weights[i]) << Integer.SIZE | row;
                }
            }
        }
        int begin = 0;
        for (int term = from; term < to; term++) {
            int end = places[term - from];
            add(keys, begin, end);
            begin = end;
        }
    }

    private void add(long[] keys, int from, int to) {
        int kept = to;
        if (to - from > most) {
            Arrays.sort(keys, from, to);
            kept = from + most;
            System.arraycopy(keys, to - most, keys, from, most);
        }
        var list = new int[kept - from];
        for (int i = 0; i < list.length; i++) {
            list[i] = (int) keys[from + i];
        }
        // In the order of the forward index, whose caches it helps.
        Arrays.sort(list);
        int[] ends = maker.cluster(list);
        clusterStarts.addInt(summaries.size());
        int begin = 0;
        for (int end : ends) {
            rowStarts.addInt(rows.size());
            for (int i = begin; i < end; i++) {
                rows.addInt(list[i]);
            }
            begin = end;
        }
        summaries.add(list, ends);
    }
}
