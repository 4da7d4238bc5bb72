package dev.lanes.inference.internal;

/// The tokens of one text or of one pair of texts, special ones included, without padding.
///
/// @param ids what the model calls them
/// @param second the first place that belongs to the second text of a pair, whose tokens are of
///   type 1; the length where there is only one text
record TokenSequence(long[] ids, int second) {
    /// Of one text.
    static TokenSequence of(long[] ids) {
        return new TokenSequence(ids, ids.length);
    }

    int length() {
        return ids.length;
    }
}
