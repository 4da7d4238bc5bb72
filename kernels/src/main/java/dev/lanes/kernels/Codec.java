package dev.lanes.kernels;

import dev.lanes.kernels.internal.AffineCodec;
import dev.lanes.kernels.internal.BFloat16Codec;
import dev.lanes.kernels.internal.BinaryCodec;
import dev.lanes.kernels.internal.CodeWidth;
import dev.lanes.kernels.internal.Float32Codec;
import dev.lanes.kernels.internal.RowCodec;
import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.SectionFile;
import dev.lanes.memory.SectionFileWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/// How rows of a format are stored in one [Encoding]: with what was learnt from a sample where the
/// encoding learns. Immutable and safe for many threads.
public final class Codec {
    private static final String LEARNT = "codec";
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final RowFormat format;
    private final Encoding encoding;
    private final RowCodec rows;

    private Codec(RowFormat format, Encoding encoding, RowCodec rows) {
        this.format = format;
        this.encoding = encoding;
        this.rows = rows;
    }

    /// Rows as they are.
    ///
    /// @param format what they look like
    /// @return a codec that has learnt nothing
    public static Codec float32(RowFormat format) {
        return new Codec(format, Encoding.FLOAT32, new Float32Codec(format));
    }

    /// Learns what an encoding needs to know of the rows to come: INT8 and INT4 the range of each
    /// dimension, BINARY the mean row; FLOAT32 and BFLOAT16 nothing. A few thousand rows will do,
    /// if they are like those to come: values out of the ranges are clipped.
    ///
    /// @param encoding how rows will be stored
    /// @param format what they look like
    /// @param sample some of them
    /// @return a codec for rows like those
    /// @throws IllegalArgumentException when a row is none of that format, or there is none
    ///   although the encoding has to learn
    public static Codec train(Encoding encoding, RowFormat format, List<float[]> sample) {
        var prepared = new float[sample.size()][];
        for (int i = 0; i < prepared.length; i++) {
            prepared[i] = new float[format.dimension()];
            format.prepare(sample.get(i), prepared[i]);
        }
        if (prepared.length == 0 && learns(encoding)) {
            throw new IllegalArgumentException(
                    "sample for %s must have at least 1 row but had 0".formatted(encoding));
        }
        return new Codec(
                format,
                encoding,
                switch (encoding) {
                    case FLOAT32 -> new Float32Codec(format);
                    case BFLOAT16 -> new BFloat16Codec(format);
                    case INT8 -> AffineCodec.train(format, CodeWidth.EIGHT_BITS, prepared);
                    case INT4 -> AffineCodec.train(format, CodeWidth.FOUR_BITS, prepared);
                    case BINARY -> BinaryCodec.train(format, prepared);
                });
    }

    private static boolean learns(Encoding encoding) {
        return encoding != Encoding.FLOAT32 && encoding != Encoding.BFLOAT16;
    }

    /// Puts what was learnt into a file.
    ///
    /// @param file receives one section
    /// @throws IOException when the disk is full or fails
    public void writeTo(SectionFileWriter file) throws IOException {
        var learnt = rows.learnt();
        var bytes = new byte[learnt.length * Double.BYTES];
        MemorySegment.copy(learnt, 0, MemorySegment.ofArray(bytes), DOUBLE, 0, learnt.length);
        file.section(LEARNT, List.of(MemorySegment.ofArray(bytes)));
    }

    /// The codec that [#writeTo] put into a file.
    ///
    /// @param encoding its encoding
    /// @param format its format
    /// @param file the file
    /// @return the same codec
    /// @throws CorruptFileException when the file does not hold what that encoding learns
    public static Codec open(Encoding encoding, RowFormat format, SectionFile file)
            throws CorruptFileException {
        var learnt = new double[learnt(encoding, format.dimension())];
        var section = file.section(LEARNT, (long) learnt.length * Double.BYTES);
        MemorySegment.copy(section, DOUBLE, 0, learnt, 0, learnt.length);
        try {
            return new Codec(
                    format,
                    encoding,
                    switch (encoding) {
                        case FLOAT32 -> new Float32Codec(format);
                        case BFLOAT16 -> new BFloat16Codec(format);
                        case INT8 -> AffineCodec.of(format, CodeWidth.EIGHT_BITS, learnt);
                        case INT4 -> AffineCodec.of(format, CodeWidth.FOUR_BITS, learnt);
                        case BINARY -> BinaryCodec.of(format, learnt);
                    });
        } catch (IllegalArgumentException e) {
            throw new CorruptFileException(file.path(), e.getMessage());
        }
    }

    private static int learnt(Encoding encoding, int dimension) {
        return switch (encoding) {
            case FLOAT32, BFLOAT16 -> 0;
            case INT8, INT4 -> 2 * dimension;
            case BINARY -> dimension;
        };
    }

    /// What the rows look like.
    ///
    /// @return dimension and similarity
    public RowFormat format() {
        return format;
    }

    /// How they are stored.
    ///
    /// @return the encoding
    public Encoding encoding() {
        return encoding;
    }

    /// The bytes that a row takes, without its length under COSINE, which takes 8 more.
    ///
    /// @return bytes, a multiple of 64
    public long rowBytes() {
        return rows.stride();
    }

    RowCodec rows() {
        return rows;
    }
}
