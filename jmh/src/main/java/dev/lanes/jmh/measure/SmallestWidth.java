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
    /// @param isEnough whether a width will do
    /// @param isLast whether nothing wider is to be tried than one that will not do
    /// @return nothing when none is enough
    public static OptionalInt of(int least, IntPredicate isEnough, IntPredicate isLast) {
        int below = least - 1;
        int width = least;
        while (!isEnough.test(width)) {
            if (isLast.test(width)) {
                return OptionalInt.empty();
            }
            below = width;
            width = 2 * width;
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
