package dev.lanes.sparse;

/// Where things are in posting lists that hold weights. Little-endian.
///
/// ```
/// terms     (terms + 1) × int: pairs of bytes before each term's list
///           terms × int: what is added to the bits of a weight
///           terms × byte: how many bits of a field are distance
///           terms × byte: how many bits of a field are weight
/// lists     a list after the other, as PackedSums.PackedList has it; what is left of its last pair
///           is 1 in all bits, which no posting is; then 128 bytes that are nothing
/// ```
final class WeightedListLayout {
    private static final int TERM_BYTES = 2 * Integer.BYTES + 2 * Byte.BYTES;

    private WeightedListLayout() {}

    static long termsBytes(int terms) {
        return Integer.BYTES + (long) terms * TERM_BYTES;
    }

    static long start(int term) {
        return (long) term * Integer.BYTES;
    }

    static long base(int terms, int term) {
        return (terms + 1L) * Integer.BYTES + (long) term * Integer.BYTES;
    }

    static long gapBits(int terms, int term) {
        return base(terms, terms) + term;
    }

    static long weightBits(int terms, int term) {
        return gapBits(terms, terms) + term;
    }
}
