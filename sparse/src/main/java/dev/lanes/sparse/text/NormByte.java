package dev.lanes.sparse.text;

/// The length of a text in one byte, with the bits that Lucene keeps: exact below 40, then four
/// significant bits.
final class NormByte {
    /// Lengths below this are kept as they are; above it, what is beyond is kept as a float of four
    /// bits. As many as are left over by the codes for up to 2^31 - 1.
    private static final int EXACT = 24;

    private static final int MANTISSA_BITS = 3;

    private NormByte() {}

    static int encode(int length) {
        return length < EXACT ? length : EXACT + encodeFloat(length - EXACT);
    }

    private static int encodeFloat(int value) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(value);
        if (bits <= MANTISSA_BITS) {
            return value;
        }
        int shift = bits - MANTISSA_BITS - 1;
        int mantissa = (value >>> shift) & ((1 << MANTISSA_BITS) - 1);
        return ((shift + 1) << MANTISSA_BITS) | mantissa;
    }

    static int decode(int code) {
        return code < EXACT ? code : EXACT + decodeFloat(code - EXACT);
    }

    private static int decodeFloat(int code) {
        int mantissa = code & ((1 << MANTISSA_BITS) - 1);
        int shift = (code >>> MANTISSA_BITS) - 1;
        return shift < 0 ? mantissa : (mantissa | (1 << MANTISSA_BITS)) << shift;
    }
}
