package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

/// What becomes of a text that is longer than the model can read.
///
/// @param rule what is done
/// @param overlap tokens at the end of a window that the next one begins with; 0 where texts are
///   truncated
public record LongTexts(Rule rule, int overlap) {
    /// What is done with a text that is too long.
    public enum Rule {
        /// Its beginning stands for it.
        TRUNCATE,
        /// It is cut into windows; the mean of their results stands for it.
        MEAN_OF_WINDOWS,
        /// It is cut into windows; the largest result of each component or term stands for it.
        MAX_OF_WINDOWS
    }

    private static final LongTexts TRUNCATED = new LongTexts(Rule.TRUNCATE, 0);

    /// Checks the overlap.
    public LongTexts {
        requireNonNull(rule, "rule");
        int most = rule == Rule.TRUNCATE ? 0 : 65_536;
        if (overlap < 0 || overlap > most) {
            throw new IllegalArgumentException(
                    "overlap of %s must be in 0..%d but was %d".formatted(rule, most, overlap));
        }
    }

    /// The beginning stands for the text. This is what models were trained for.
    public static LongTexts truncated() {
        return TRUNCATED;
    }

    /// The mean of overlapping windows; of a dense model it is scaled as the model scales vectors.
    ///
    /// @param overlap tokens that a window shares with the next, at least 0; it must leave room for
    ///   something new in each window
    public static LongTexts meanOfWindows(int overlap) {
        return new LongTexts(Rule.MEAN_OF_WINDOWS, overlap);
    }

    /// The largest of overlapping windows, component by component; usual for sparse models.
    ///
    /// @param overlap tokens that a window shares with the next, at least 0; it must leave room for
    ///   something new in each window
    public static LongTexts maxOfWindows(int overlap) {
        return new LongTexts(Rule.MAX_OF_WINDOWS, overlap);
    }
}
