package dev.lanes.kernels.internal;

/// How a query lies that is compared with rows of 16-bit values, two of which make one 32-bit lane:
/// in blocks of 32 values, those for the even places of a row before those for the odd ones, so
/// that no value of a row has to change its lane.
final class PairOrder {
    private static final int BLOCK = 32;
    static final int HALF = BLOCK / 2;

    private PairOrder() {}

    /// Puts values into this order.
    ///
    /// @param values the query
    /// @param ordered receives them; a multiple of 32 long, what lies past the values stays
    static void arrange(float[] values, float[] ordered) {
        for (int i = 0; i < Math.min(values.length, ordered.length); i++) {
            ordered[i / BLOCK * BLOCK + i % 2 * HALF + i % BLOCK / 2] = values[i];
        }
    }
}
