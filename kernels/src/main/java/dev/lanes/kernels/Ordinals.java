package dev.lanes.kernels;

import java.util.Objects;

/// The check before a block goes to a kernel, which checks nothing.
final class Ordinals {
    private Ordinals() {}

    /// Refuses a block that would leave the rows or the arrays.
    ///
    /// @param ordinals which rows
    /// @param count how many of them, from the start of the array
    /// @param values what will receive the value of each
    /// @param size ordinals must be below it
    /// @throws IndexOutOfBoundsException when there is no such row, or an array is too short
    static void check(int[] ordinals, int count, float[] values, int size) {
        Objects.checkFromToIndex(0, count, Math.min(ordinals.length, values.length));
        for (int i = 0; i < count; i++) {
            Objects.checkIndex(ordinals[i], size);
        }
    }
}
