package dev.lanes.sparse;

/// Where things are in the posting lists of a segment. Little-endian.
///
/// ```
/// terms     (terms + 1) × int: postings before each term's list, fillers too
///           terms × float: what a code is multiplied by to be no less than the weight
///           terms × byte: how many bits of a posting are distance
/// lists     a list after the other: 16 bits a posting, as PostingScan.Lists has it
/// bounded   ints: the terms that have maxima, ascending
/// maxima    for each of these a row: the largest code in each block of 16 rows, a byte
/// ```
final class PostingLayout {
    private static final int TERM_BYTES = Integer.BYTES + Float.BYTES + Byte.BYTES;

    private PostingLayout() {}

    static long termsBytes(int terms) {
        return Integer.BYTES + (long) terms * TERM_BYTES;
    }

    static long start(int term) {
        return (long) term * Integer.BYTES;
    }

    static long scale(int terms, int term) {
        return (terms + 1L) * Integer.BYTES + (long) term * Float.BYTES;
    }

    static long gapBits(int terms, int term) {
        return scale(terms, terms) + term;
    }
}
