package dev.lanes.search.evaluation;

import java.math.BigDecimal;

/// Numbers as people write them.
final class Decimals {
    private Decimals() {}

    /// All digits that the number has and no more: `0.7`, `60`, never `6E1`.
    static String shortest(double number) {
        BigDecimal stripped = BigDecimal.valueOf(number).stripTrailingZeros();
        return number == 0 ? "0" : stripped.toPlainString();
    }
}
