package dev.lanes.jmh.kernels;

import java.util.Random;

/// Rows to measure with, the same for every library: windows of a table of normally distributed
/// values, so that a gigabyte of them is there in a second.
///
/// @param dimension values a row
/// @param count how many rows
record SampleRows(int dimension, int count) {
    private static final int TABLE_BITS = 18;
    private static final float[] TABLE = table();

    private static final byte[] BYTES = bytes();

    private static byte[] bytes() {
        byte[] bytes = new byte[TABLE.length];
        new Random(2).nextBytes(bytes);
        return bytes;
    }

    private static float[] table() {
        Random random = new Random(1);
        float[] table = new float[(1 << TABLE_BITS) + (1 << 13)];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) random.nextGaussian();
        }
        return table;
    }

    float[] row(int row) {
        float[] values = new float[dimension];
        copy(row, values, 0);
        return values;
    }

    void copy(int row, float[] to, int at) {
        System.arraycopy(TABLE, from(row), to, at, dimension);
    }

    /// A row of uniformly distributed bytes.
    byte[] bytes(int row) {
        byte[] values = new byte[dimension];
        bytes(row, values, dimension);
        return values;
    }

    /// Fills the first bytes of a record.
    void bytes(int row, byte[] to, int count) {
        System.arraycopy(BYTES, from(row), to, 0, count);
    }

    /// Fibonacci hashing: rows that follow each other come from far away.
    private static int from(int row) {
        return (int) (((row + 1) * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - TABLE_BITS));
    }

    /// A query that is none of the rows.
    float[] query() {
        return row(-1 - count);
    }
}
