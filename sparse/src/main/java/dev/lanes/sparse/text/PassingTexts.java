package dev.lanes.sparse.text;

import dev.lanes.memory.Bits;
import dev.lanes.vector.IdSet;
import java.util.Optional;

/// Which rows of a segment may be found.
record PassingTexts(TextSegment segment, Bits live, Optional<IdSet> filter) {
    static PassingTexts of(TextSegment segment, Optional<IdSet> filter) {
        return new PassingTexts(segment, segment.live(), filter);
    }

    boolean has(int row) {
        return live.get(row) && (filter.isEmpty() || filter.get().contains(segment.id(row)));
    }
}
