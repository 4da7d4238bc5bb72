package dev.lanes.inference.internal;

/// The special tokens that a model wants around a text, and around and between the two texts of a
/// pair.
///
/// @param before a text
/// @param after a text
/// @param beforePair before the first text of a pair
/// @param between the two
/// @param afterPair after the second
/// @param second where among the tokens of `between` those of type 1 begin; -1 where all tokens of
///   a pair are of type 0
@SuppressWarnings("ArrayRecordComponent") // never compared
record Template(
        long[] before,
        long[] after,
        long[] beforePair,
        long[] between,
        long[] afterPair,
        int second) {

    /// Special tokens around one text.
    int around() {
        return before.length + after.length;
    }

    /// Special tokens around and between two texts.
    int aroundPair() {
        return beforePair.length + between.length + afterPair.length;
    }

    /// A text from one of its tokens to another, with what goes around it.
    long[] single(long[] ids, int from, int to) {
        var all = new long[around() + to - from];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(ids, from, all, before.length, to - from);
        System.arraycopy(after, 0, all, before.length + to - from, after.length);
        return all;
    }

    /// The first tokens of two texts, with what goes around and between them.
    TokenSequence pair(long[] first, int firstLength, long[] other, int otherLength) {
        var all = new long[aroundPair() + firstLength + otherLength];
        int at = put(beforePair, beforePair.length, all, 0);
        at = put(first, firstLength, all, at);
        int types = second < 0 ? all.length : at + second;
        at = put(between, between.length, all, at);
        at = put(other, otherLength, all, at);
        put(afterPair, afterPair.length, all, at);
        return new TokenSequence(all, types);
    }

    private static int put(long[] ids, int length, long[] into, int at) {
        System.arraycopy(ids, 0, into, at, length);
        return at + length;
    }
}
