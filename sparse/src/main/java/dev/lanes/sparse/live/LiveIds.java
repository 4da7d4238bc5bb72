package dev.lanes.sparse.live;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// Rows that have ids, of which some are live.
public interface LiveIds {
    /// As many as an array on the heap has room for.
    int MOST_TOGETHER = Integer.MAX_VALUE - 8;

    /// Takes the rows of a part.
    @FunctionalInterface
    interface RowConsumer {
        /// Takes a row.
        ///
        /// @param id the row's key
        /// @param row its place in the part
        void accept(long id, int row);
    }

    /// How many rows are live.
    int liveCount();

    /// Gives all live rows in their order.
    void forEach(RowConsumer action);

    /// The smallest id that more than one live row has, if there is one. Takes 8 bytes on the heap
    /// for each live row; none of them may change meanwhile.
    ///
    /// @throws IllegalArgumentException when there are more than [#MOST_TOGETHER]
    static OptionalLong repeated(List<? extends LiveIds> parts) {
        long count = parts.stream().mapToLong(LiveIds::liveCount).sum();
        if (count > MOST_TOGETHER) {
            throw new IllegalArgumentException(
                    "rows must be at most %d together but were %d".formatted(MOST_TOGETHER, count));
        }
        var ids = new long[(int) count];
        var into = LongBuffer.wrap(ids);
        parts.forEach(part -> part.forEach((id, _) -> into.put(id)));
        Arrays.sort(ids);
        for (int i = 1; i < ids.length; i++) {
            if (ids[i] == ids[i - 1]) {
                return OptionalLong.of(ids[i]);
            }
        }
        return OptionalLong.empty();
    }
}
