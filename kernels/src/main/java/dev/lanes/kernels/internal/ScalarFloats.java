package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.CodeQuery.FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Rows of float32 and bfloat16. Four sums a row, so that one addition need not wait for the last.
final class ScalarFloats {
    private static final ValueLayout.OfShort SHORT =
            JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private ScalarFloats() {}

    static float dot(float[] query, MemorySegment row, long at) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < query.length; i += 4, at += 16) {
            a += query[i] * row.get(FLOAT, at);
            b += query[i + 1] * row.get(FLOAT, at + 4);
            c += query[i + 2] * row.get(FLOAT, at + 8);
            d += query[i + 3] * row.get(FLOAT, at + 12);
        }
        return (a + b) + (c + d);
    }

    static float negatedSquaredL2(float[] query, MemorySegment row, long at) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < query.length; i += 4, at += 16) {
            float p = query[i] - row.get(FLOAT, at);
            float q = query[i + 1] - row.get(FLOAT, at + 4);
            float r = query[i + 2] - row.get(FLOAT, at + 8);
            float s = query[i + 3] - row.get(FLOAT, at + 12);
            a += p * p;
            b += q * q;
            c += r * r;
            d += s * s;
        }
        return -((a + b) + (c + d));
    }

    static float dotOfBFloat16(float[] query, MemorySegment row, long at) {
        float a = 0;
        float b = 0;
        for (int i = 0; i < query.length; i += 2, at += 4) {
            a += query[i] * bfloat16(row, at);
            b += query[i + 1] * bfloat16(row, at + 2);
        }
        return a + b;
    }

    static float negatedSquaredL2OfBFloat16(float[] query, MemorySegment row, long at) {
        float a = 0;
        float b = 0;
        for (int i = 0; i < query.length; i += 2, at += 4) {
            float p = query[i] - bfloat16(row, at);
            float q = query[i + 1] - bfloat16(row, at + 2);
            a += p * p;
            b += q * q;
        }
        return -(a + b);
    }

    private static float bfloat16(MemorySegment row, long at) {
        return Float.intBitsToFloat(row.get(SHORT, at) << 16);
    }
}
