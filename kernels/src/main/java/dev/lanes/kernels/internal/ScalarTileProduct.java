package dev.lanes.kernels.internal;

/// Plain Java: two rows times four queries, eight sums that depend on no other.
final class ScalarTileProduct implements TileProduct {
    private static final int WIDTH = 4;

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void multiply(float[] rows, int dimension, float[] packed, int at, float[] sums) {
        int queries = sums.length / ROWS;
        for (int lane = 0; lane < queries; lane += WIDTH) {
            for (int r = 0; r < ROWS; r += 2) {
                twoRows(
                        rows,
                        r * dimension,
                        dimension,
                        packed,
                        at + lane,
                        sums,
                        r * queries + lane);
            }
        }
    }

    private static void twoRows(
            float[] rows, int row, int dimension, float[] packed, int at, float[] sums, int to) {
        int queries = sums.length / ROWS;
        float a0 = 0;
        float a1 = 0;
        float a2 = 0;
        float a3 = 0;
        float b0 = 0;
        float b1 = 0;
        float b2 = 0;
        float b3 = 0;
        for (int i = row; i < row + dimension; i++, at += queries) {
            float a = rows[i];
            float b = rows[i + dimension];
            float q0 = packed[at];
            float q1 = packed[at + 1];
            float q2 = packed[at + 2];
            float q3 = packed[at + 3];
            a0 += a * q0;
            a1 += a * q1;
            a2 += a * q2;
            a3 += a * q3;
            b0 += b * q0;
            b1 += b * q1;
            b2 += b * q2;
            b3 += b * q3;
        }
        sums[to] = a0;
        sums[to + 1] = a1;
        sums[to + 2] = a2;
        sums[to + 3] = a3;
        sums[to + queries] = b0;
        sums[to + queries + 1] = b1;
        sums[to + queries + 2] = b2;
        sums[to + queries + 3] = b3;
    }
}
