package dev.lanes.sparse.live;

import dev.lanes.memory.OffHeap;
import dev.lanes.memory.OrdinalMap;
import java.util.ArrayList;
import java.util.List;

/// Parts that have nothing but ids.
final class TestParts {
    /// Rows in a fresh part.
    static final int MOST_FRESH = 2;

    private TestParts() {}

    abstract static class Rows implements LivePart {
        final List<Long> ids = new ArrayList<>();
        final LiveRows live = new LiveRows();

        @Override
        public int size() {
            return ids.size();
        }

        @Override
        public int liveCount() {
            return live.count();
        }

        @Override
        public int row(long id) {
            for (int row = 0; row < size(); row++) {
                if (live.get(row) && ids.get(row) == id) {
                    return row;
                }
            }
            return OrdinalMap.ABSENT;
        }

        @Override
        public void kill(int row) {
            live.clear(row);
        }

        @Override
        public void forEach(RowConsumer action) {
            for (int row = 0; row < size(); row++) {
                if (live.get(row)) {
                    action.accept(ids.get(row), row);
                }
            }
        }

        final void put(long id) {
            live.reserve(size() + 1);
            ids.add(id);
            live.set(size() - 1);
        }
    }

    static final class Sealed extends Rows implements SealedPart {
        private final OffHeap memory = OffHeap.forOwner("test");
        private final boolean mayMerge;

        Sealed(List<Long> ids, boolean mayMerge) {
            ids.forEach(this::put);
            this.mayMerge = mayMerge;
        }

        @Override
        public OffHeap memory() {
            return memory;
        }

        @Override
        public boolean mayMerge() {
            return mayMerge;
        }
    }

    static final class Fresh extends Rows implements FreshPart<String> {
        private long next;

        @Override
        public void append(long id, String row) {
            next = id;
        }

        @Override
        public void publish() {
            put(next);
        }

        @Override
        public boolean isFull() {
            return size() >= MOST_FRESH;
        }
    }

    /// Seals so many rows as one part.
    record Sealing(int most) implements dev.lanes.sparse.live.Sealing<Sealed, Fresh> {
        @Override
        public Fresh fresh() {
            return new Fresh();
        }

        @Override
        public List<Sealed> seal(Generation<Sealed, Fresh> parts, Runnable check) {
            check.run();
            var ids = new ArrayList<Long>();
            parts.parts().forEach(part -> part.forEach((id, _) -> ids.add(id)));
            var made = new ArrayList<Sealed>();
            for (int from = 0; from < ids.size(); from += most) {
                int to = Math.min(ids.size(), from + most);
                made.add(new Sealed(ids.subList(from, to), true));
            }
            return made;
        }
    }
}
