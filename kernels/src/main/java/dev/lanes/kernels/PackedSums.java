package dev.lanes.kernels;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;

/// Scores rows by packed posting lists that hold their weights as they are stored: Σ query · weight
/// in double precision, where the products are exact, in the order of the lists, rounded to float.
/// So all of them give the same bits.
///
/// One [clears][#clear] it, adds lists, then [sums][#sum] windows in ascending order and
/// [gathers][#gather] in each the rows whose score reaches a threshold. For one thread.
public interface PackedSums {
    /// The most rows of a window.
    int WINDOW_ROWS = 1 << 15;

    /// Bytes that may be read behind a list.
    int SLACK_BYTES = 128;

    /// The most bits of a distance.
    int MOST_GAP_BITS = 24;

    /// Lists of rows: where they lie.
    ///
    /// @param memory owns the rest
    /// @param fields of all lists, and [#SLACK_BYTES] behind them
    /// @param rows how many rows the lists are about
    /// @param weightBytes 2, for weights of 6 bits of exponent from 2^-31 on and 10 of fraction, or
    ///   4 for float32
    record Lists(OffHeap memory, MemorySegment fields, int rows, int weightBytes) {}

    /// One list: fields of whole bytes, one after the other. The lower bits of a field are how far
    /// a posting lies behind the one before, those above them the bits of its weight less the base.
    /// Where all bits of the distance are 1 there is no posting, and the distance is that number
    /// times one more than what stands in the place of the weight.
    ///
    /// @param from the byte where it begins
    /// @param count how many fields it has
    /// @param form of the fields
    /// @param weight of the query
    record PackedList(long from, long count, Form form, float weight) {}

    /// How a list is packed.
    ///
    /// @param gapBits bits of a field that are distance, 1 to [#MOST_GAP_BITS]
    /// @param weightBits bits of a field that are weight, 0 to 32
    /// @param base what is added to them
    record Form(int gapBits, int weightBits, int base) {
        /// {@return bytes of a field}
        public int bytes() {
            return (gapBits + weightBits + Byte.SIZE - 1) / Byte.SIZE;
        }
    }

    /// Forgets all lists and counts from 0.
    void clear();

    /// Adds a list.
    ///
    /// @param list of the lists that this was made for
    /// @throws IndexOutOfBoundsException when it does not lie within them
    void add(PackedList list);

    /// Only some rows are gathered; it must be said before the first window.
    ///
    /// @param accepted a bit for each of them. The caller keeps its memory
    void accept(Bits accepted);

    /// Goes over a window behind those before.
    ///
    /// @param from its first row
    /// @param count how many rows, at most [#WINDOW_ROWS]
    /// @throws IndexOutOfBoundsException when there are no such rows
    void sum(int from, int count);

    /// Gathers rows of the last window.
    ///
    /// @param threshold what their scores must reach; they must be above 0, too
    /// @return how many they are
    int gather(float threshold);

    /// Gives the rows that were gathered, in ascending order.
    ///
    /// @param ordinals receives their ordinals
    /// @param scores receives their scores
    /// @throws IndexOutOfBoundsException when there is no room for so many
    void gathered(int[] ordinals, float[] scores);

    /// How many postings were added up.
    ///
    /// @return counted since [#clear], fields without a posting too
    long added();
}
