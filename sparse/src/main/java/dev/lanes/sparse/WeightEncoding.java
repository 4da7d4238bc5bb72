package dev.lanes.sparse;

/// How the weights of rows are stored. Scores are exact under the weights as stored.
public enum WeightEncoding {
    /// 16 bits: 6 of exponent, 10 of fraction and no sign. From 2^-31 to 2^33 a weight is off by at
    /// most 2^-11 of itself; smaller ones than half of 2^-31 count as 0, larger ones are refused.
    /// As precise as IEEE's half precision, with the range of learned weights and of counts.
    FLOAT16(2),
    /// 32 bits: weights as they are.
    FLOAT32(4);

    /// The exponent of the smallest 16-bit weight, 2^-31, as float32 has it.
    private static final int SMALLEST = (127 - 31) << 23;

    private static final int DROPPED_BITS = 13;
    private static final int MOST_CODE = (1 << Short.SIZE) - 1;

    /// Bytes a weight.
    final int bytes;

    WeightEncoding(int bytes) {
        this.bytes = bytes;
    }

    /// What a weight becomes when it is stored.
    ///
    /// @param weight at least 0, finite
    /// @return the weight that scores are made of; 0 when the row does without the term
    /// @throws IllegalArgumentException when it is too large
    float stored(float weight) {
        if (this == FLOAT32 || weight == 0) {
            return weight;
        }
        if (weight < decode((short) 0)) {
            return weight < decode((short) 0) / 2 ? 0 : decode((short) 0);
        }
        int code = code(weight);
        if (code > MOST_CODE) {
            throw new IllegalArgumentException(
                    "weights must be at most %s under FLOAT16 but one was %s"
                            .formatted(decode((short) MOST_CODE), weight));
        }
        return decode((short) code);
    }

    /// Rounded to the nearest, ties to even.
    private static int code(float weight) {
        int bits = Float.floatToRawIntBits(weight) - SMALLEST;
        int half = (1 << (DROPPED_BITS - 1)) - 1;
        return (bits + half + (bits >>> DROPPED_BITS & 1)) >>> DROPPED_BITS;
    }

    /// The 16 bits of the weight that is nearest to any above 0.
    static short nearest(float weight) {
        float most = decode((short) MOST_CODE);
        return encode(FLOAT16.stored(Math.clamp(weight, decode((short) 0), most)));
    }

    /// The bits of a weight that was rounded by [#stored]; larger weights have larger ones.
    int bits(float stored) {
        return this == FLOAT32 ? Float.floatToRawIntBits(stored) : code(stored);
    }

    /// The weight that bits stand for; some that no weight has stand for something else.
    float ofBits(int bits) {
        return Float.intBitsToFloat(this == FLOAT32 ? bits : (bits << DROPPED_BITS) + SMALLEST);
    }

    /// The 16 bits of a weight that was rounded by [#stored].
    static short encode(float stored) {
        return (short) code(stored);
    }

    /// The weight that 16 bits stand for.
    static float decode(short code) {
        return Float.intBitsToFloat((Short.toUnsignedInt(code) << DROPPED_BITS) + SMALLEST);
    }
}
