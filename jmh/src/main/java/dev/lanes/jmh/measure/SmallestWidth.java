package dev.lanes.jmh.measure;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// The smallest beam that is wide enough, found by doubling and halving: recall grows with the
/// width, but for a hit or two.
public final class SmallestWidth {
    private SmallestWidth() {}

    /// Finds it.
    ///
    /// @param least the narrowest that is tried
    /// @param most the widest
    /// @return nothing when none is enough
    public static OptionalInt of(int least, int most, IntPredicate isEnough) {
        int below = least - 1;
        int width = least;
        while (!isEnough.test(width)) {
            if (width == most) {
                return OptionalInt.empty();
            }
            below = width;
            width = (int) Math.min(most, 2L * width);
        }
        while (width - below > 1) {
            int middle = (below + width) >>> 1;
            if (isEnough.test(middle)) {
                width = middle;
            } else {
                below = middle;
            }
        }
        return OptionalInt.of(width);
    }
}
