package dev.lanes.sparse.text;

import dev.lanes.vector.IdSet;
import java.util.Optional;

/// Which rows of a segment may be found.
record PassingTexts(LiveTexts texts, Optional<IdSet> filter) {
    boolean has(int row) {
        return texts.has(row)
                && (filter.isEmpty() || filter.get().contains(texts.segment().id(row)));
    }
}
