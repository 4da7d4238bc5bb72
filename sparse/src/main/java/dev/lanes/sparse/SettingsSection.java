package dev.lanes.sparse;

import static dev.lanes.sparse.SegmentLayout.LONG;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The section `settings` of an index file, as [SegmentLayout] has it.
final class SettingsSection {
    private SettingsSection() {}

    /// A section that says how rows are stored.
    static MemorySegment of(SparseSettings settings) {
        var head = MemorySegment.ofArray(new byte[SegmentLayout.SETTINGS_BYTES]);
        var seismic = settings.seismic();
        head.set(LONG, SegmentLayout.ENCODING, SegmentLayout.code(settings.weights()));
        head.set(LONG, SegmentLayout.STORAGE, SegmentLayout.code(settings.storage()));
        head.set(LONG, SegmentLayout.SEISMIC_POSTINGS, seismic.clusters().postings());
        set(head, SegmentLayout.SEISMIC_CLUSTER_RATIO, seismic.clusters().ratio());
        set(
                head,
                SegmentLayout.SEISMIC_SUMMARY_PRUNE_RATIO,
                seismic.clusters().summaryPruneRatio());
        head.set(LONG, SegmentLayout.SEISMIC_NEIGHBOURS, seismic.neighbours());
        head.set(LONG, SegmentLayout.SEISMIC_THRESHOLD, seismic.approximateThreshold());
        boolean atSealing = seismic.build() == SeismicSettings.Build.AT_SEALING;
        head.set(LONG, SegmentLayout.SEISMIC_AT_SEALING, atSealing ? 1 : 0);
        return head;
    }

    private static void set(MemorySegment head, int at, double value) {
        head.set(LONG, at, Double.doubleToRawLongBits(value));
    }

    /// How rows are stored.
    ///
    /// @throws IllegalArgumentException when the section says something that cannot be
    static SparseSettings settings(MemorySegment head) {
        var encoding =
                Arrays.stream(WeightEncoding.values())
                        .filter(known ->
                                SegmentLayout.code(known) == head.get(LONG, SegmentLayout.ENCODING))
                        .findFirst()
                        .orElseThrow(() -> unknown("encoding", head, SegmentLayout.ENCODING));
        var storage =
                Arrays.stream(RowStorage.values())
                        .filter(known ->
                                SegmentLayout.code(known) == head.get(LONG, SegmentLayout.STORAGE))
                        .findFirst()
                        .orElseThrow(() -> unknown("storage", head, SegmentLayout.STORAGE));
        var seismic =
                new SeismicSettings(
                        new SeismicClusters(
                                number(head, SegmentLayout.SEISMIC_POSTINGS),
                                ratio(head, SegmentLayout.SEISMIC_CLUSTER_RATIO),
                                ratio(head, SegmentLayout.SEISMIC_SUMMARY_PRUNE_RATIO)),
                        number(head, SegmentLayout.SEISMIC_NEIGHBOURS),
                        number(head, SegmentLayout.SEISMIC_THRESHOLD),
                        number(head, SegmentLayout.SEISMIC_AT_SEALING) == 0
                                ? SeismicSettings.Build.ON_DEMAND
                                : SeismicSettings.Build.AT_SEALING);
        return new SparseSettings(encoding, storage, seismic);
    }

    private static IllegalArgumentException unknown(String what, MemorySegment head, int at) {
        return new IllegalArgumentException(
                "%s must be the number of one but was %d".formatted(what, head.get(LONG, at)));
    }

    private static int number(MemorySegment head, int at) {
        long value = head.get(LONG, at);
        if (value != (int) value) {
            throw new IllegalArgumentException("settings must have 32 bits but one was " + value);
        }
        return (int) value;
    }

    private static double ratio(MemorySegment head, int at) {
        return Double.longBitsToDouble(head.get(LONG, at));
    }
}
