package dev.lanes.inference.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks through a message in protobuf's wire format without building it: of a network of a
/// gigabyte only the names are read. Nothing that a length in the file says is believed beyond the
/// end of the message that it stands in.
final class Protobuf {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int LONGEST_TEXT = 1 << 20;

    private final InputStream in;
    private long left;
    private int field;
    private int wire;

    /// @param in at the beginning of the message
    /// @param length bytes of the message
    Protobuf(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    /// Goes on to the next field, whose value is then to be read or skipped.
    ///
    /// @return whether there is one
    boolean next() throws IOException {
        if (left == 0) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wire = (int) (tag & 7);
        if (tag >>> 32 != 0 || field == 0) {
            throw new IOException("no message: a field has the tag " + tag);
        }
        return true;
    }

    int field() {
        return field;
    }

    /// The value of the field, when that is a number; 0 when it is not.
    long number() throws IOException {
        if (wire == VARINT) {
            return varint();
        }
        skip();
        return 0;
    }

    /// The numbers of a repeated field, be they packed or single; the first few of very many.
    long[] numbers() throws IOException {
        if (wire != BYTES) {
            return new long[] {number()};
        }
        var message = message();
        var numbers = new long[16];
        int size = 0;
        while (message.left > 0) {
            long number = message.varint();
            if (size < numbers.length) {
                numbers[size++] = number;
            }
        }
        return Arrays.copyOf(numbers, size);
    }

    String text() throws IOException {
        long length = length();
        if (length > LONGEST_TEXT) {
            throw new IOException("no message: a name has %d bytes".formatted(length));
        }
        left -= length;
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("the file ends in a name");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The message that is the value of the field; to be read to its end before this goes on.
    Protobuf message() throws IOException {
        long length = length();
        left -= length;
        return new Protobuf(in, length);
    }

    void skip() throws IOException {
        switch (wire) {
            case VARINT -> varint();
            case FIXED64 -> skip(Long.BYTES);
            case BYTES -> skip(length());
            case FIXED32 -> skip(Integer.BYTES);
            default -> throw new IOException("no message: a field is of wire type " + wire);
        }
    }

    private void skip(long bytes) throws IOException {
        if (bytes > left) {
            throw new EOFException("%d bytes are missing".formatted(bytes - left));
        }
        left -= bytes;
        in.skipNBytes(bytes);
    }

    private long length() throws IOException {
        if (wire != BYTES) {
            throw new IOException("no message: field %d is of wire type %d".formatted(field, wire));
        }
        long length = varint();
        if (length < 0 || length > left) {
            throw new EOFException(
                    "field %d has %d bytes, %d are left".formatted(field, length, left));
        }
        return length;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (left == 0) {
                throw new EOFException("the file ends in a number");
            }
            left--;
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the file ends in a number");
            }
            value |= (long) (next & 127) << shift;
            if (next < 128) {
                return value;
            }
        }
        throw new IOException("no message: a number has more than 10 bytes");
    }
}
