package dev.lanes.sparse;

import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Little-endian numbers of one size, of which nobody knows yet how many they will be. For one
/// thread.
final class Numbers {
    private static final int PIECE = 1 << 20;

    private final List<ByteBuffer> pieces = new ArrayList<>();
    private long count;

    private ByteBuffer room() {
        if (pieces.isEmpty() || !pieces.getLast().hasRemaining()) {
            pieces.add(ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN));
        }
        count++;
        return pieces.getLast();
    }

    void addInt(int number) {
        room().putInt(number);
    }

    void addFloat(float number) {
        room().putFloat(number);
    }

    void addShort(int number) {
        room().putShort((short) number);
    }

    void addByte(int number) {
        room().put((byte) number);
    }

    /// How many there are.
    ///
    /// @throws IllegalStateException when they are too many to be counted
    int size() {
        if (count > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "clusters must have less than 2^31 entries but had " + count);
        }
        return (int) count;
    }

    /// A copy of all numbers.
    MemorySegment into(OffHeap memory) {
        long bytes = pieces.stream().mapToLong(ByteBuffer::position).sum();
        if (bytes == 0) {
            return MemorySegment.NULL;
        }
        var copy = memory.allocate(bytes);
        long at = 0;
        for (var piece : pieces) {
            var full = MemorySegment.ofBuffer(piece.duplicate().flip());
            MemorySegment.copy(full, 0, copy, at, full.byteSize());
            at += full.byteSize();
        }
        return copy;
    }
}
