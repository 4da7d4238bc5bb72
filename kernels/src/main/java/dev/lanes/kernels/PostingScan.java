package dev.lanes.kernels;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;

/// Adds up posting lists over windows of rows and gathers the rows whose score can reach a
/// threshold. Lists that matter little need not be read: they are bounded, by the largest of all
/// their postings as in MaxScore (Turtle and Flood 1995) or by the largest in each block of rows as
/// in block-max pruning (Mallia et al., arXiv:2405.01117).
///
/// One [clears][#clear] it, adds lists, then [scans][#scan] windows in ascending order and
/// [gathers][#gather] candidates in each; where too many are left, one [deepens][#deepen] first.
/// All scans of the same lists gather the same candidates in the same order. For one thread.
public interface PostingScan {
    /// The most rows of a window.
    int WINDOW_ROWS = 1 << 16;

    /// Rows that share a maximum; windows begin at multiples of it.
    int BLOCK_ROWS = 16;

    /// Lists by rows: where they lie.
    ///
    /// @param memory owns the rest
    /// @param postings of all lists, 16 bits each: in the lower bits how far a posting lies behind
    ///   the one before, above them a code of its weight, which is 0 where there is no posting and
    ///   the distance goes on
    /// @param maxima by row of theirs, then by block: the largest code in a byte
    /// @param rows how many rows the lists are about
    record Lists(OffHeap memory, MemorySegment postings, MemorySegment maxima, int rows) {
        /// {@return how many blocks there are}
        public int blocks() {
            return (int) ((rows + BLOCK_ROWS - 1L) / BLOCK_ROWS);
        }
    }

    /// One list.
    ///
    /// @param from its first posting among all
    /// @param to the end of its postings
    /// @param gapBits bits of a posting that are distance, 8 to 15
    /// @param factor what a code is multiplied by; the products of all lists stay below 2^31
    /// @param maximaRow its row of the maxima, or -1
    record PostingList(long from, long to, int gapBits, int factor, int maximaRow) {
        /// {@return the most that a posting of it adds}
        public int top() {
            return factor * ((1 << (Short.SIZE - gapBits)) - 1);
        }
    }

    /// What is done with a list.
    enum Role {
        /// Its postings are added up.
        ADDED,
        /// It is bounded by the maxima of blocks.
        BLOCKS,
        /// It is bounded by its largest posting.
        TOP
    }

    /// Forgets all lists, accepts all rows, and counts from 0.
    void clear();

    /// Adds a list, whose postings are added up until it gets another role.
    ///
    /// @param list of the lists that this was made for
    /// @throws IndexOutOfBoundsException when it does not lie within them
    void add(PostingList list);

    /// Gives a list a role from the next window on.
    ///
    /// @param index which, in the order in which they were added
    /// @param role [Role#BLOCKS] only for a list that has maxima
    void role(int index, Role role);

    /// Only some rows are candidates.
    ///
    /// @param accepted a bit for each of them. The caller keeps its memory
    void accept(Bits accepted);

    /// Goes over a window behind those before.
    ///
    /// @param from its first row, a multiple of [#BLOCK_ROWS]
    /// @param count how many rows, at most [#WINDOW_ROWS]
    /// @throws IndexOutOfBoundsException when there are no such rows
    void scan(int from, int count);

    /// Reads in the last window the lists that were only bounded.
    void deepen();

    /// Gives the largest bound of a row in each block of the last window, accepted rows or not.
    ///
    /// @param bounds receives a bound for each block
    /// @return how many blocks there are
    int peaks(int[] bounds);

    /// Gathers candidates in the last window.
    ///
    /// @param threshold what a candidate's bound must reach, at least 1
    /// @return how many candidates there are
    int gather(int threshold);

    /// Gives the candidates of the last window, in ascending order.
    ///
    /// @param ordinals receives their ordinals
    /// @param bounds receives what their sums of products are at most
    /// @throws IndexOutOfBoundsException when there is no room for so many
    void candidates(int[] ordinals, int[] bounds);

    /// How many postings were added up.
    ///
    /// @return counted since [#clear], fillers too
    long added();
}
