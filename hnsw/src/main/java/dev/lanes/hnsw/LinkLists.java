package dev.lanes.hnsw;

import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.memory.SectionFileWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/// Lists of at most `degree` links, one record each: ordinals, then -1 where the list is shorter.
///
/// One thread writes while others read. A link is stored with release and loaded with acquire, so
/// whoever reads a link also sees the row and the links that its node had when it was linked. A
/// reader may meet a list half rewritten: links twice, some of the old and some of the new, or none
/// of one that changes its place meanwhile. Each of them was right at some time, and a search
/// passes over what it has seen.
final class LinkLists {
    private static final int NONE = -1;
    private static final VarHandle LINK = NodeLayout.INT.varHandle();

    private final Records records;
    private final int degree;

    private LinkLists(Records records, int degree) {
        this.records = records;
        this.degree = degree;
    }

    static LinkLists create(OffHeap memory, int degree) {
        return new LinkLists(Records.growing(memory, bytes(degree)), degree);
    }

    static LinkLists over(OffHeap memory, MemorySegment section, int degree) {
        return new LinkLists(Records.over(memory, section, bytes(degree)), degree);
    }

    static long bytes(int degree) {
        return (long) degree * Integer.BYTES;
    }

    void writeTo(SectionFileWriter file, String section, int count) throws IOException {
        file.section(section, records.pieces(count));
    }

    int degree() {
        return degree;
    }

    /// Makes a list that has no links.
    void create(int list) {
        records.reserve(list + 1);
        setLinkRelease(list, 0, NONE);
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
