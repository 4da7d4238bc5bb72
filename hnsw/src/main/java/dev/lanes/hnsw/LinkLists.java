package dev.lanes.hnsw;

import dev.lanes.kernels.LinkWalk;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import java.lang.invoke.VarHandle;

/// Lists of at most `degree` links, one record each: ordinals, then -1 where the list is shorter.
///
/// One thread at a time writes a list, while others read it. A link is stored with release and
/// loaded with acquire, so whoever reads a link also sees the row and the links that its node had
/// when it was linked. A reader may meet a list half rewritten: links twice, some of the old and
/// some of the new, or none of one that changes its place meanwhile. Each of them was right at some
/// time, and a search passes over what it has seen.
final class LinkLists {
    private static final int NONE = LinkWalk.NO_LINK;
    private static final VarHandle LINK = NodeLayout.INT.varHandle();

    private final Records records;
    private final int degree;

    LinkLists(Records records, int degree) {
        this.records = records;
        this.degree = degree;
    }

    static LinkLists create(OffHeap memory, int degree) {
        return new LinkLists(Records.growing(memory, bytes(degree)), degree);
    }

    static long bytes(int degree) {
        return (long) degree * Integer.BYTES;
    }

    int degree() {
        return degree;
    }

    Records records() {
        return records;
    }

    /// Makes room for lists with numbers below this.
    void reserve(int count) {
        records.reserve(count);
    }

    /// Takes all links out of a list.
    void clearRelease(int list) {
        setLinkRelease(list, 0, NONE);
    }

    boolean isEmpty(int list) {
        return (int) LINK.getAcquire(records.segment(list), records.offset(list)) == NONE;
    }

    /// Copies a list.
    ///
    /// @return how many links it has
    int copyAcquire(int list, int[] links) {
        var record = records.segment(list);
        long at = records.offset(list);
        for (int i = 0; i < degree; i++) {
            int link = (int) LINK.getAcquire(record, at + (long) i * Integer.BYTES);
            if (link == NONE) {
                return i;
            }
            links[i] = link;
        }
        return degree;
    }

    void replaceRelease(int list, int[] links, int count) {
        for (int i = 0; i < count; i++) {
            setLinkRelease(list, i, links[i]);
        }
        if (count < degree) {
            setLinkRelease(list, count, NONE);
        }
    }

    /// Adds a link to a list that has `count` links, fewer than the degree. The new end is written
    /// before the link, so that no reader runs past it.
    void appendRelease(int list, int count, int link) {
        if (count + 1 < degree) {
            setLinkRelease(list, count + 1, NONE);
        }
        setLinkRelease(list, count, link);
    }

    private void setLinkRelease(int list, int index, int link) {
        LINK.setRelease(
                records.segment(list), records.offset(list) + (long) index * Integer.BYTES, link);
    }
}
