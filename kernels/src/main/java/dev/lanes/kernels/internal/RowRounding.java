package dev.lanes.kernels.internal;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;

/// How rows of 8-bit codes become queries for such rows without being decoded.
///
/// With x = 2c - 255 for a code c of the row that is the query, y = m + step · x / 2 is its value.
/// What a query is rounded from is step · (y - origin), here in 16-bit integers: v = x · weight +
/// offset, where the weight stands for step² / 2 and the offset for step · m, or for 0 when the
/// origin is the middle. The sum over m · y, which all rows then have in common, is |m|² and a half
/// of the sum over step · m · x. Immutable and thread-safe.
final class RowRounding {
    static final int LARGEST_CODE = 255;

    /// Weights are 128 times as large, and the product is rounded to its upper half.
    static final int WEIGHT_SHIFT = 7;

    /// What a factor of 1 would be.
    static final int FACTORS = 1 << 15;

    /// Of v, and so of offsets: the products of x and offsets of 4096 codes fit into eight 32-bit
    /// sums.
    private static final int LARGEST = 1 << 14;

    private static final int SCALE = 0;
    private static final int SUM_SCALE = 8;
    private static final int CONSTANT = 16;
    private static final int TAIL = 24;
    private static final int HEAD_BYTES = 64;

    /// Of codes in a row.
    final int bytes;

    /// Where in a row its term lies, 0 when there is none.
    final int tail;

    /// What the factor of a query divides for its scale.
    final double scale;

    /// What a sum over x · offset is worth.
    final double sumScale;

    /// |m|², or 0 where rows have terms.
    final double constant;

    final int[] weights;
    final int[] offsets;

    /// All of these as C reads them (row_query.h).
    final MemorySegment forC;

    /// For the rows of a codec.
    ///
    /// @param bytes of codes in a row, a multiple of 64
    /// @param tail where a row's term lies, 0 under other similarities than EUCLIDEAN
    /// @param middle of the range of each dimension
    /// @param step of each dimension
    RowRounding(int bytes, int tail, double[] middle, double[] step) {
        boolean euclidean = tail != 0;
        double largest = 0;
        double squares = 0;
        for (int i = 0; i < step.length; i++) {
            double reach = step[i] * LARGEST_CODE / 2 + (euclidean ? 0 : Math.abs(middle[i]));
            largest = Math.max(largest, step[i] * reach);
            squares += middle[i] * middle[i];
        }
        double unit = largest / LARGEST;
        this.bytes = bytes;
        this.tail = tail;
        this.scale = (euclidean ? 2 : 1) * unit * FACTORS;
        this.sumScale = unit / 2;
        this.constant = euclidean ? 0 : squares;
        this.weights = new int[bytes];
        this.offsets = new int[bytes];
        double weightUnit = unit * 2 * (1 << WEIGHT_SHIFT) / FACTORS;
        for (int i = 0; i < step.length && unit > 0; i++) {
            weights[i] = (int) Math.round(step[i] * step[i] / weightUnit);
            offsets[i] = (int) (euclidean ? 0 : Math.round(step[i] * middle[i] / unit));
        }
        this.forC = forC();
    }

    private MemorySegment forC() {
        var place = OffHeap.scratch(HEAD_BYTES + 2L * bytes * Short.BYTES);
        place.set(JAVA_DOUBLE, SCALE, scale);
        place.set(JAVA_DOUBLE, SUM_SCALE, sumScale);
        place.set(JAVA_DOUBLE, CONSTANT, constant);
        place.set(JAVA_INT, TAIL, tail);
        long behind = HEAD_BYTES + (long) bytes * Short.BYTES;
        for (int i = 0; i < bytes; i++) {
            place.set(JAVA_SHORT, HEAD_BYTES + 2L * i, (short) weights[i]);
            place.set(JAVA_SHORT, behind + 2L * i, (short) offsets[i]);
        }
        return place;
    }
}
