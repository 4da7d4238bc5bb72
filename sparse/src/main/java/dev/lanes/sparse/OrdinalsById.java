package dev.lanes.sparse;

import java.util.Arrays;

/// The ordinals of a segment's ids, sorted on the heap when one is asked for the first time. Safe
/// for many threads.
final class OrdinalsById {
    static final int ABSENT = -1;

    private final Segment segment;
    private long[] ids = {};
    private int[] ordinals = {};

    OrdinalsById(Segment segment) {
        this.segment = segment;
    }

    /// The ordinal of a row that is there.
    int ordinal(long id) {
        fill();
        int at = Arrays.binarySearch(ids, id);
        return at < 0 || !segment.live().get(ordinals[at]) ? ABSENT : ordinals[at];
    }

    /// Refuses ids that come twice.
    static void requireDistinct(Segment segment) {
        var sorted = new OrdinalsById(segment);
        sorted.fill();
        for (int i = 1; i < sorted.ids.length; i++) {
            if (sorted.ids[i] == sorted.ids[i - 1]) {
                throw new IllegalArgumentException(
                        "ids must differ but %d came twice".formatted(sorted.ids[i]));
            }
        }
    }

    private synchronized void fill() {
        int size = segment.size();
        if (ids.length == size) {
            return;
        }
        var byId = new Integer[size];
        Arrays.setAll(byId, i -> i);
        Arrays.sort(byId, (a, b) -> Long.compare(segment.id(a), segment.id(b)));
        var sorted = new long[size];
        var places = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = segment.id(byId[i]);
            places[i] = byId[i];
        }
        ordinals = places;
        ids = sorted;
    }
}
