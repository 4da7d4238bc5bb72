package dev.lanes.inference.internal;

/// The tokens of one text or of one pair of texts, special ones included, without padding.
final class TokenSequence {
    private final long[] ids;
    private final int second;

    /// @param ids what the model calls the tokens
    /// @param second the first place that belongs to the second text of a pair, whose tokens are of
    ///   type 1; the length where there is only one text
    TokenSequence(long[] ids, int second) {
        this.ids = ids;
        this.second = second;
    }

    /// Of one text.
    static TokenSequence of(long[] ids) {
        return new TokenSequence(ids, ids.length);
    }

    long[] ids() {
        return ids;
    }

    int second() {
        return second;
    }

    int length() {
        return ids.length;
    }
}
