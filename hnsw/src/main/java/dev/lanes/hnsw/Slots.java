package dev.lanes.hnsw;

import dev.lanes.memory.GracePeriods;
import java.util.ArrayDeque;

/// Which ordinals and upper lists are free: those that were never given out, and those of nodes
/// that no link leads to any more, as soon as no search is under way that may still hold them. For
/// one thread at a time.
final class Slots {
    private record Freed(int ordinal, int upperSlot, int level, long stamp) {}

    private final GracePeriods grace;
    private final ArrayDeque<Freed> waiting = new ArrayDeque<>();
    private final ArrayDeque<Integer> ordinals = new ArrayDeque<>();

    /// By level.
    private final ArrayDeque<Integer>[] upper = upper();

    private int ordinalEnd;
    private int upperEnd;

    Slots(GracePeriods grace, int ordinalEnd, int upperEnd) {
        this.grace = grace;
        this.ordinalEnd = ordinalEnd;
        this.upperEnd = upperEnd;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayDeque<Integer>[] upper() {
        var upper = new ArrayDeque[Levels.MAX + 1];
        for (int i = 0; i < upper.length; i++) {
            upper[i] = new ArrayDeque<Integer>();
        }
        return upper;
    }

    /// A free ordinal, which stays free until it is [taken][#take].
    int ordinal() {
        while (!waiting.isEmpty() && grace.passed(waiting.peek().stamp)) {
            var freed = waiting.poll();
            ordinals.add(freed.ordinal);
            if (freed.level > 0) {
                upper[freed.level].add(freed.upperSlot);
            }
        }
        return ordinals.isEmpty() ? ordinalEnd : ordinals.peek();
    }

    /// The first of some free upper lists that follow each other.
    int upperSlot(int level) {
        return upper[level].isEmpty() ? upperEnd : upper[level].peek();
    }

    /// Gives out what was said to be free.
    void take(int level) {
        if (ordinals.isEmpty()) {
            ordinalEnd++;
        } else {
            ordinals.poll();
        }
        if (!upper[level].isEmpty()) {
            upper[level].poll();
        } else if (level > 0) {
            upperEnd += level;
        }
    }

    /// Takes back what no link leads to any more.
    void free(int ordinal, int upperSlot, int level) {
        waiting.add(new Freed(ordinal, upperSlot, level, grace.now()));
    }

    /// Takes back an ordinal that nobody ever saw, such as that of a row that is missing in a file.
    void freeUnseen(int ordinal) {
        ordinals.add(ordinal);
    }
}
