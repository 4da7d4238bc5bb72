package dev.lanes.inference.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/// Off-heap memory for one batch: the inputs of the network, [texts, width] each, and the vectors
/// that come out, [texts, width, dimension]. ONNX Runtime reads and writes it in place. Reused from
/// batch to batch, by one thread at a time.
final class BatchBuffers {
    private final LongBuffer ids;
    private final LongBuffer mask;
    private final LongBuffer types;
    private final FloatBuffer vectors;
    private final int dimension;
    private int texts;
    private int width;

    /// @param capacity the most tokens of a batch, padding counted
    /// @param dimension numbers in the vector of a token
    BatchBuffers(int capacity, int dimension) {
        this.ids = direct(capacity * Long.BYTES).asLongBuffer();
        this.mask = direct(capacity * Long.BYTES).asLongBuffer();
        // Stays zero: a text that is not half of a pair is of type 0 throughout.
        this.types = direct(capacity * Long.BYTES).asLongBuffer();
        this.vectors =
                direct(Math.multiplyExact(capacity * Float.BYTES, dimension)).asFloatBuffer();
        this.dimension = dimension;
    }

    /// Fills the inputs: each text in a row of its own, padded to the longest.
    void fill(long[][] tokens) {
        texts = tokens.length;
        width = 1; // also where no text has a token: a tensor needs an extent
        for (long[] row : tokens) {
            width = Math.max(width, row.length);
        }
        ids.clear();
        mask.clear();
        for (long[] row : tokens) {
            ids.put(row);
            for (int i = 0; i < row.length; i++) {
                mask.put(1);
            }
            for (int i = row.length; i < width; i++) {
                ids.put(0);
                mask.put(0);
            }
        }
    }

    int texts() {
        return texts;
    }

    int width() {
        return width;
    }

    LongBuffer ids() {
        return ids.slice(0, texts * width);
    }

    LongBuffer mask() {
        return mask.slice(0, texts * width);
    }

    LongBuffer types() {
        return types.slice(0, texts * width);
    }

    FloatBuffer vectors() {
        return vectors.slice(0, texts * width * dimension);
    }

    /// Where the vector of a token begins in [#vectors()].
    int offset(int text, int token) {
        return (text * width + token) * dimension;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
