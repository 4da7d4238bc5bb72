package dev.lanes.sparse;

import dev.lanes.memory.OrdinalMap;
import java.util.Optional;

/// The ordinals of a segment's ids, put into a map on the heap when one is asked for the first
/// time. Safe for many threads.
final class OrdinalsById {
    private final Segment segment;
    private volatile Optional<OrdinalMap> map = Optional.empty();

    OrdinalsById(Segment segment) {
        this.segment = segment;
    }

    /// The ordinal of a live row, or [OrdinalMap#ABSENT].
    int ordinal(long id) {
        int ordinal = filled().get(id);
        return ordinal == OrdinalMap.ABSENT || !segment.live().get(ordinal)
                ? OrdinalMap.ABSENT
                : ordinal;
    }

    /// Puts the ids into the map, if that was not done.
    ///
    /// @throws IllegalArgumentException when two live rows have one id
    void fill() {
        filled();
    }

    private OrdinalMap filled() {
        var filled = map;
        return filled.isPresent() ? filled.get() : fillOnce();
    }

    private synchronized OrdinalMap fillOnce() {
        if (map.isEmpty()) {
            var ids = new OrdinalMap();
            var live = segment.live();
            for (int row = live.next(0); row < segment.size(); row = live.next(row + 1)) {
                long id = segment.id(row);
                if (ids.get(id) != OrdinalMap.ABSENT) {
                    throw new IllegalArgumentException(
                            "ids must differ but %d came twice".formatted(id));
                }
                ids.put(id, row);
            }
            map = Optional.of(ids);
        }
        return map.get();
    }
}
