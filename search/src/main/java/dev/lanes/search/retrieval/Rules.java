package dev.lanes.search.retrieval;

import java.util.OptionalInt;

/// What numbers and names have to be.
final class Rules {
    private Rules() {}

    static void requireName(String what, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
    }

    static void requireDepth(String what, OptionalInt depth) {
        depth.ifPresent(count -> {
            if (count < 1 || count > Retriever.LIMIT) {
                throw new IllegalArgumentException(
                        "%s must be in 1..%d but was %d".formatted(what, Retriever.LIMIT, count));
            }
        });
    }

    static void requireShare(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "%s must be in 0..1 but was %s".formatted(what, share));
        }
    }

    static void requireFactor(String what, double factor) {
        if (!(factor > 0 && factor <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "%s must be finite and above 0 but was %s".formatted(what, factor));
        }
    }

    static void requireWeight(String what, double weight) {
        if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "%s must be finite and at least 0 but was %s".formatted(what, weight));
        }
    }
}
