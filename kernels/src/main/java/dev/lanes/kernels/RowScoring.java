package dev.lanes.kernels;

import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;

/// Scores rows of weighted terms: Σ query · weight over the terms of a row, in double precision,
/// where the products are exact. The posting at place i of a row is added to sum i mod 8; the sums
/// s are added as ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7)) and rounded to float. So all
/// scorings give the same bits. For one thread.
public interface RowScoring {
    /// Rows of terms and weights, little-endian, one after the other: the terms of a row, then its
    /// weights.
    ///
    /// @param memory owns the rest
    /// @param starts ints: the postings before each row, one more than there are rows
    /// @param rows the rows
    /// @param postings of all rows
    /// @param form how long terms and weights are
    record Rows(
            OffHeap memory, MemorySegment starts, MemorySegment rows, long postings, Form form) {}

    /// How long terms and weights are.
    ///
    /// @param termLimit one more than the largest term
    /// @param termBytes 2 or 4
    /// @param weightBytes 2, for 6 bits of exponent from 2^-31 on and 10 of fraction, or 4 for
    ///   float32
    record Form(int termLimit, int termBytes, int weightBytes) {}

    /// Sets the query, in the place of the one before; at first there is none.
    ///
    /// @param terms none twice
    /// @param weights by place of its term
    /// @throws IndexOutOfBoundsException when a term is not below the limit
    void ask(int[] terms, float[] weights);

    /// Scores rows.
    ///
    /// @param ordinals of the rows
    /// @param count how many of them
    /// @param scores receives the scores
    void score(int[] ordinals, int count, float[] scores);
}
