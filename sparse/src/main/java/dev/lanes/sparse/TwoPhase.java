package dev.lanes.sparse;

import dev.lanes.vector.Pruning;
import java.util.Objects;

/// Two-phase search as OpenSearch's `neural_sparse_two_phase_processor` does it: the query's heavy
/// terms find a window of rows, and these are scored again by all terms. Immutable.
///
/// The parameters and defaults are those of OpenSearch, whose names are in brackets. As there, the
/// window is k · expansion rate rows, but no more than its largest size, and never less than k.
///
/// @param pruning which terms are heavy [`prune_type` and `prune_ratio`: `max_ratio`, 0.4]
/// @param expansionRate rows of the window a wanted row [`expansion_rate`: 5.0], at least 1
/// @param maxWindowSize the most rows of the window [`max_window_size`: 10000], at least 1
public record TwoPhase(Pruning pruning, double expansionRate, int maxWindowSize) {
    public TwoPhase {
        Objects.requireNonNull(pruning, "pruning");
        if (!(expansionRate >= 1 && expansionRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "expansion rate must be at least 1 and finite but was " + expansionRate);
        }
        if (maxWindowSize < 1) {
            throw new IllegalArgumentException(
                    "max window size must be at least 1 but was " + maxWindowSize);
        }
    }

    /// OpenSearch's defaults.
    ///
    /// @return terms of at least 0.4 times the largest weight, five rows a wanted one, at most
    ///   10,000
    public static TwoPhase of() {
        return new TwoPhase(Pruning.maxRatio(0.4), 5, 10_000);
    }

    /// How many rows are scored again.
    int window(int k) {
        return (int) Math.max(k, Math.min(k * expansionRate, maxWindowSize));
    }
}
