package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.CodeQuery.FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.lanes.memory.Records;
import java.lang.foreign.MemorySegment;

/// A kernel in Java for rows of 8-bit codes that takes such rows as queries too, in integers, as
/// `row_query.h` does.
final class CodedRows implements BlockKernel<CodeQuery> {
    private static final int QUERY_MAX = 127;
    private static final int HALF = RowRounding.FACTORS / 2;
    private static final int SHIFT = 15;

    /// So many products of 255 and 2¹⁴ fit into an int.
    private static final int SUMMED = 512;

    private final BlockKernel<CodeQuery> codes;
    private final Records rows;
    private final RowRounding rounding;
    private final CodeQuery query;
    private final byte[] row;
    private final int[] centred;
    private final int[] products;
    private final float[] rounded;

    CodedRows(BlockKernel<CodeQuery> codes, Records rows, RowRounding rounding) {
        this.codes = codes;
        this.rows = rows;
        this.rounding = rounding;
        this.query = new CodeQuery(rounding.bytes, rounding.tail);
        this.row = new byte[rounding.bytes];
        this.centred = new int[rounding.bytes];
        this.products = new int[rounding.bytes];
        this.rounded = new float[rounding.bytes];
    }

    @Override
    public void prepare(CodeQuery query) {
        codes.prepare(query);
    }

    @Override
    public void score(int[] ordinals, int count, float[] raw) {
        codes.score(ordinals, count, raw);
    }

    /// Each loop does one thing, so that C2 makes vectors of it.
    @Override
    public boolean prepareRow(int ordinal) {
        var segment = rows.segment(ordinal);
        long at = rows.offset(ordinal);
        MemorySegment.copy(segment, JAVA_BYTE, at, row, 0, row.length);
        for (int i = 0; i < row.length; i++) {
            centred[i] = 2 * (row[i] & 0xff) - RowRounding.LARGEST_CODE;
        }
        multiply(rounding.weights, rounding.offsets);
        int largest = 0;
        for (int i = 0; i < products.length; i++) {
            largest = Math.max(largest, Math.abs(products[i]));
        }
        int factor = factor(largest);
        double fixed = rounding.sumScale * sum(rounding.offsets) + rounding.constant;
        if (rounding.tail != 0) {
            fixed += segment.get(FLOAT, at + rounding.tail + CodeQuery.TERM);
        }
        int total = roundTo(factor, query.codes);
        query.scale = rounding.scale / factor;
        query.shift = fixed - query.scale * (RowRounding.LARGEST_CODE / 2.0) * total;
        query.total = total;
        codes.prepare(query);
        return true;
    }

    private void multiply(int[] weights, int[] offsets) {
        for (int i = 0; i < products.length; i++) {
            int product = (centred[i] * weights[i]) << RowRounding.WEIGHT_SHIFT;
            products[i] = ((product + HALF) >> SHIFT) + offsets[i];
        }
    }

    private long sum(int[] offsets) {
        long sum = 0;
        for (int from = 0; from < centred.length; from += SUMMED) {
            int end = Math.min(from + SUMMED, centred.length);
            int part = 0;
            for (int i = from; i < end; i++) {
                part += centred[i] * offsets[i];
            }
            sum += part;
        }
        return sum;
    }

    /// By way of floats, which C2 makes bytes of in vectors.
    private int roundTo(int factor, byte[] codes) {
        for (int i = 0; i < products.length; i++) {
            rounded[i] = (products[i] * factor + HALF) >> SHIFT;
        }
        int total = 0;
        for (int i = 0; i < rounded.length; i++) {
            total += (int) rounded[i];
        }
        for (int i = 0; i < rounded.length; i++) {
            codes[i] = (byte) rounded[i];
        }
        return total;
    }

    /// What brings the largest product to 127, in 32768ths; below 1, which no 16-bit product needs.
    private static int factor(int largest) {
        int most = RowRounding.FACTORS - 1;
        return largest == 0 ? most : Math.min(most, QUERY_MAX * RowRounding.FACTORS / largest);
    }
}
