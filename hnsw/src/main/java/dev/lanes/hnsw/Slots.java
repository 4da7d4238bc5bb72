package dev.lanes.hnsw;

import dev.lanes.memory.GracePeriods;
import java.util.ArrayDeque;
import java.util.function.IntConsumer;

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

    /// Whether some wait until no search holds them any more.
    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /// Frees those that no search holds any more.
    ///
    /// @param clear is told the ordinals
    void reuse(IntConsumer clear) {
        while (!waiting.isEmpty() && grace.passed(waiting.peek().stamp)) {
            var freed = waiting.poll();
            clear.accept(freed.ordinal);
            freeUnseen(freed.ordinal, freed.upperSlot, freed.level);
        }
    }

    /// Takes back what nobody sees.
    void freeUnseen(int ordinal, int upperSlot, int level) {
        ordinals.add(ordinal);
        if (level > 0) {
            upper[level].add(upperSlot);
        }
    }
}
