package dev.lanes.inference.internal;

import dev.lanes.inference.Pooling;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// How the row of a text is read from the output of a network, where it lies.
sealed interface Head {
    /// Numbers in the row of a text.
    int rowLength();

    /// The shape of the output.
    long[] shape(int texts, int width);

    /// Numbers that the network writes for each token, padding counted.
    int valuesPerToken();

    /// Reads a row.
    ///
    /// @param output of `shape(texts, width)`, float32
    /// @param place which text of the batch, and what it looks like
    /// @param row receives it
    void read(MemorySegment output, Place place, float[] row);

    /// One text of a batch.
    ///
    /// @param text its number in the batch
    /// @param width tokens of each text, padding counted
    /// @param tokens how many of them are real in this one
    record Place(int text, int width, int tokens) {
        long first() {
            return (long) text * width;
        }
    }

    /// Output [batch, tokens, dimension] of which a vector is pooled.
    record TokenVectors(int rowLength, Pooling pooling) implements Head {
        @Override
        public long[] shape(int texts, int width) {
            return new long[] {texts, width, rowLength};
        }

        @Override
        public int valuesPerToken() {
            return rowLength;
        }

        @Override
        public void read(MemorySegment output, Place place, float[] row) {
            Arrays.fill(row, 0);
            if (place.tokens() == 0) {
                return;
            }
            switch (pooling) {
                case MEAN -> mean(output, place, row);
                case CLS -> copy(output, place.first() * rowLength, row, rowLength);
                case LAST_TOKEN ->
                        copy(
                                output,
                                (place.first() + place.tokens() - 1) * rowLength,
                                row,
                                rowLength);
                case NONE -> throw new AssertionError("a network that pools gives no tokens");
            }
        }

        private void mean(MemorySegment output, Place place, float[] row) {
            var sums = new double[rowLength];
            var vector = new float[rowLength];
            for (int token = 0; token < place.tokens(); token++) {
                copy(output, (place.first() + token) * rowLength, vector, rowLength);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += vector[i];
                }
            }
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (sums[i] / place.tokens());
            }
        }
    }

    /// Output [batch, tokens, vocabulary]: the largest number of each term over the tokens.
    record TermMaxima(int rowLength) implements Head {
        /// Terms that are compared at a time: two pieces stay in the first-level cache.
        private static final int PIECE = 2048;

        @Override
        public long[] shape(int texts, int width) {
            return new long[] {texts, width, rowLength};
        }

        @Override
        public int valuesPerToken() {
            return rowLength;
        }

        @Override
        public void read(MemorySegment output, Place place, float[] row) {
            Arrays.fill(row, place.tokens() == 0 ? 0 : Float.NEGATIVE_INFINITY);
            var piece = new float[Math.min(PIECE, rowLength)];
            for (int from = 0; from < rowLength; from += PIECE) {
                int count = Math.min(PIECE, rowLength - from);
                for (int token = 0; token < place.tokens(); token++) {
                    copy(output, (place.first() + token) * rowLength + from, piece, count);
                    for (int i = 0; i < count; i++) {
                        row[from + i] = Math.max(row[from + i], piece[i]);
                    }
                }
            }
        }
    }

    /// Output `[batch, values]`, or `[batch]` for one value: the network has pooled for itself.
    record Whole(int rowLength, int axes) implements Head {
        @Override
        public long[] shape(int texts, int width) {
            return axes == 1 ? new long[] {texts} : new long[] {texts, rowLength};
        }

        @Override
        public int valuesPerToken() {
            return 1;
        }

        @Override
        public void read(MemorySegment output, Place place, float[] row) {
            copy(output, (long) place.text() * rowLength, row, rowLength);
        }
    }

    private static void copy(MemorySegment output, long from, float[] to, int count) {
        MemorySegment.copy(output, ValueLayout.JAVA_FLOAT, from * Float.BYTES, to, 0, count);
    }
}
