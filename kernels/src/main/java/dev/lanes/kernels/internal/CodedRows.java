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

    private final BlockKernel<CodeQuery> codes;
    private final Records rows;
    private final RowRounding rounding;
    private final CodeQuery query;
    private final byte[] row;
    private final int[] products;

    CodedRows(BlockKernel<CodeQuery> codes, Records rows, RowRounding rounding) {
        this.codes = codes;
        this.rows = rows;
        this.rounding = rounding;
        this.query = new CodeQuery(rounding.bytes, rounding.tail);
        this.row = new byte[rounding.bytes];
        this.products = new int[rounding.bytes];
    }

    @Override
    public void prepare(CodeQuery query) {
        codes.prepare(query);
    }

    @Override
    public void score(int[] ordinals, int count, float[] raw) {
        codes.score(ordinals, count, raw);
    }

    @Override
    public boolean prepareRow(int ordinal) {
        var segment = rows.segment(ordinal);
        long at = rows.offset(ordinal);
        MemorySegment.copy(segment, JAVA_BYTE, at, row, 0, row.length);
        var weights = rounding.weights;
        var offsets = rounding.offsets;
        int largest = 0;
        long sum = 0;
        for (int i = 0; i < row.length; i++) {
            int x = 2 * (row[i] & 0xff) - RowRounding.LARGEST_CODE;
            int product = (((x * weights[i]) << RowRounding.WEIGHT_SHIFT) + HALF) >> SHIFT;
            products[i] = product + offsets[i];
            largest = Math.max(largest, Math.abs(products[i]));
            sum += x * offsets[i];
        }
        int factor = factor(largest);
        int total = 0;
        for (int i = 0; i < products.length; i++) {
            int code = (products[i] * factor + HALF) >> SHIFT;
            query.codes[i] = (byte) code;
            total += code;
        }
        double fixed = rounding.sumScale * sum + rounding.constant;
        if (rounding.tail != 0) {
            fixed += segment.get(FLOAT, at + rounding.tail + CodeQuery.TERM);
        }
        query.scale = rounding.scale / factor;
        query.shift = fixed - query.scale * (RowRounding.LARGEST_CODE / 2.0) * total;
        query.total = total;
        codes.prepare(query);
        return true;
    }

    /// What brings the largest product to 127, in 32768ths; below 1, which no 16-bit product needs.
    private static int factor(int largest) {
        int most = RowRounding.FACTORS - 1;
        return largest == 0 ? most : Math.min(most, QUERY_MAX * RowRounding.FACTORS / largest);
    }
}
