package dev.lanes.vector;

import java.util.Objects;

/// Which terms of a sparse row are worth keeping: those of large weight, by one of four rules. The
/// rules and their names are those of OpenSearch's `prune_type` and `prune_ratio`. Immutable.
///
/// @param rule which rule
/// @param value its parameter
public record Pruning(Rule rule, double value) {
    /// What the parameter means.
    public enum Rule {
        /// Keeps weights of at least `value` times the largest one: `max_ratio`, in 0..1.
        MAX_RATIO,
        /// Keeps the fewest weights, largest first, that together make up at least `value` of the
        /// sum of all: `alpha_mass`, in 0..1.
        ALPHA_MASS,
        /// Keeps the `value` largest weights: `top_k`, a whole number.
        TOP_K,
        /// Keeps weights of at least `value`: `abs_value`.
        ABS_VALUE
    }

    public Pruning {
        Objects.requireNonNull(rule, "rule");
        switch (rule) {
            case MAX_RATIO, ALPHA_MASS -> {
                if (!(value >= 0 && value <= 1)) {
                    throw new IllegalArgumentException(
                            "%s must be in 0..1 but was %s".formatted(rule, value));
                }
            }
            case TOP_K -> {
                if (!(value >= 1 && value == Math.rint(value))) {
                    throw new IllegalArgumentException(
                            "%s must be a whole number from 1 on but was %s"
                                    .formatted(rule, value));
                }
            }
            case ABS_VALUE -> {
                if (!(value >= 0)) {
                    throw new IllegalArgumentException(
                            "%s must be at least 0 but was %s".formatted(rule, value));
                }
            }
        }
    }

    /// Keeps weights that are not much smaller than the largest one.
    ///
    /// @param ratio the smallest share of the largest weight that is kept, in 0..1
    /// @return the rule
    public static Pruning maxRatio(double ratio) {
        return new Pruning(Rule.MAX_RATIO, ratio);
    }

    /// Keeps the largest weights that make up a share of the sum of all.
    ///
    /// @param share in 0..1
    /// @return the rule
    public static Pruning alphaMass(double share) {
        return new Pruning(Rule.ALPHA_MASS, share);
    }

    /// Keeps the largest weights.
    ///
    /// @param terms how many, at least 1
    /// @return the rule
    public static Pruning topK(int terms) {
        return new Pruning(Rule.TOP_K, terms);
    }

    /// Keeps weights of some size.
    ///
    /// @param weight the smallest that is kept, at least 0
    /// @return the rule
    public static Pruning absValue(double weight) {
        return new Pruning(Rule.ABS_VALUE, weight);
    }

    /// The terms that a rule keeps. Of equal weights the smaller term goes first.
    ///
    /// @param row no weight negative
    /// @return a row of some of its terms
    /// @throws IllegalArgumentException when a weight is negative
    public SparseVector keep(SparseVector row) {
        return split(row).kept();
    }

    /// Both sides of a rule.
    ///
    /// @param row no weight negative
    /// @return the terms that it keeps, and the others
    /// @throws IllegalArgumentException when a weight is negative
    public Split split(SparseVector row) {
        boolean[] kept = new Pruner(row).kept(this);
        return new Split(row.select(kept, true), row.select(kept, false));
    }

    /// A row in two parts.
    ///
    /// @param kept terms of large weight
    /// @param others the rest
    public record Split(SparseVector kept, SparseVector others) {}
}
