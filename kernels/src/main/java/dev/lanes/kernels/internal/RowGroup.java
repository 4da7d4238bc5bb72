package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;
import java.lang.foreign.MemorySegment;

/// Where four or eight rows lie. Fields, not arrays: the JIT keeps what it read of them in
/// registers.
final class RowGroup {
    MemorySegment m0;
    MemorySegment m1;
    MemorySegment m2;
    MemorySegment m3;
    MemorySegment m4;
    MemorySegment m5;
    MemorySegment m6;
    MemorySegment m7;
    long a0;
    long a1;
    long a2;
    long a3;
    long a4;
    long a5;
    long a6;
    long a7;

    void takeFour(Records rows, int[] ordinals, int from) {
        m0 = rows.segment(ordinals[from]);
        m1 = rows.segment(ordinals[from + 1]);
        m2 = rows.segment(ordinals[from + 2]);
        m3 = rows.segment(ordinals[from + 3]);
        a0 = rows.offset(ordinals[from]);
        a1 = rows.offset(ordinals[from + 1]);
        a2 = rows.offset(ordinals[from + 2]);
        a3 = rows.offset(ordinals[from + 3]);
    }

    void takeEight(Records rows, int[] ordinals, int from) {
        takeFour(rows, ordinals, from);
        m4 = rows.segment(ordinals[from + 4]);
        m5 = rows.segment(ordinals[from + 5]);
        m6 = rows.segment(ordinals[from + 6]);
        m7 = rows.segment(ordinals[from + 7]);
        a4 = rows.offset(ordinals[from + 4]);
        a5 = rows.offset(ordinals[from + 5]);
        a6 = rows.offset(ordinals[from + 6]);
        a7 = rows.offset(ordinals[from + 7]);
    }
}
