package dev.lanes.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A set of small numbers outside the heap: one bit a number, 64 in a word.
///
/// One thread at a time changes bits while others read them; a reader sees what happened before it
/// asked.
public final class Bits {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment words;
    private final int length;

    private Bits(MemorySegment words, int length) {
        this.words = words;
        this.length = length;
    }

    /// Bits in a piece of memory.
    ///
    /// @param words as many words of 64 bits as the length needs, or more
    /// @param length how many bits, from 0 on
    /// @return the bits that are set there
    public static Bits over(MemorySegment words, int length) {
        if (words.byteSize() < bytes(length)) {
            throw new IllegalArgumentException(
                    "%d bits must have %d bytes but had %d"
                            .formatted(length, bytes(length), words.byteSize()));
        }
        return new Bits(words, length);
    }

    /// The bytes that bits take.
    ///
    /// @param length how many bits
    /// @return whole words
    public static long bytes(int length) {
        return (length + 63L) / 64 * Long.BYTES;
    }

    /// Whether a bit is set.
    ///
    /// @param index which, at least 0
    /// @return false from [#length] on
    public boolean get(int index) {
        return index < length && (word(index) >>> (index % 64) & 1) != 0;
    }

    private long word(int index) {
        return words.getAtIndex(LONG, index / 64);
    }

    /// Sets a bit.
    ///
    /// @param index which, below [#length]
    public void set(int index) {
        words.setAtIndex(LONG, index / 64, word(index) | 1L << (index % 64));
    }

    /// Clears a bit.
    ///
    /// @param index which, below [#length]
    public void clear(int index) {
        words.setAtIndex(LONG, index / 64, word(index) & ~(1L << (index % 64)));
    }

    /// The first bit that is set, from one on.
    ///
    /// @param from where to begin, at least 0
    /// @return its number, or [#length] when there is none
    public int next(int from) {
        for (int at = from; at < length; at = (at / 64 + 1) * 64) {
            long rest = word(at) >>> (at % 64);
            if (rest != 0) {
                return Math.min(length, at + Long.numberOfTrailingZeros(rest));
            }
        }
        return length;
    }

    /// The first bits that are set, from one on: as many as an array has room for.
    ///
    /// @param from where to begin, at least 0
    /// @param end where to end, itself left out
    /// @param into receives their numbers, ascending
    /// @return how many there are, fewer than the array's length only when there are no more
    public int next(int from, int end, int[] into) {
        int last = Math.min(end, length);
        int count = 0;
        for (int at = from; at < last && count < into.length; at = (at / 64 + 1) * 64) {
            long rest = word(at) & -1L << (at % 64);
            for (; rest != 0 && count < into.length; rest &= rest - 1) {
                into[count++] = at / 64 * 64 + Long.numberOfTrailingZeros(rest);
            }
        }
        while (count > 0 && into[count - 1] >= last) {
            count--;
        }
        return count;
    }

    /// How many bits are set.
    ///
    /// @return the number of bits
    public int count() {
        int count = 0;
        for (int at = next(0); at < length; at = next(at + 1)) {
            count++;
        }
        return count;
    }

    /// How many bits there are.
    ///
    /// @return bits are numbered below this
    public int length() {
        return length;
    }

    /// Where they lie.
    ///
    /// @return words of 64 bits, little-endian
    public MemorySegment words() {
        return words;
    }
}
