package dev.lanes.inference.internal;

import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/// Off-heap memory for one batch: the inputs of the network, [texts, width] each, and its output.
/// ONNX Runtime reads and writes it in place. Reused from batch to batch, by one thread at a time;
/// it grows to the largest batch.
final class BatchBuffers implements AutoCloseable {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final OffHeap owner;
    private final Head head;
    private OffHeap memory;
    private MemorySegment inputs = MemorySegment.NULL;
    private MemorySegment output = MemorySegment.NULL;
    private List<TokenSequence> batch = List.of();
    private int width;

    /// @param owner whose memory this takes, and who is closed after it
    /// @param head what the output looks like
    BatchBuffers(OffHeap owner, Head head) {
        this.owner = owner;
        this.head = head;
        this.memory = owner.part();
    }

    /// Fills the inputs: each text in a row of its own, padded to the longest.
    void fill(List<TokenSequence> sequences) {
        batch = sequences;
        width = 1; // also where no text has a token: a tensor needs an extent
        for (TokenSequence sequence : sequences) {
            width = Math.max(width, sequence.length());
        }
        makeRoom(3L * tensorBytes(), outputBytes());
        inputs.asSlice(0, 3L * tensorBytes()).fill((byte) 0);
        long row = 0;
        for (TokenSequence sequence : sequences) {
            int length = sequence.length();
            MemorySegment.copy(sequence.ids(), 0, inputs, LONG, row * Long.BYTES, length);
            ones(tensorBytes() + row * Long.BYTES, length);
            ones(
                    2 * tensorBytes() + (row + sequence.second()) * Long.BYTES,
                    length - sequence.second());
            row += width;
        }
    }

    private void ones(long at, int count) {
        for (int i = 0; i < count; i++) {
            inputs.set(LONG, at + (long) i * Long.BYTES, 1);
        }
    }

    private void makeRoom(long inputBytes, long outputBytes) {
        if (inputs.byteSize() >= inputBytes && output.byteSize() >= outputBytes) {
            return;
        }
        // An eighth more than needed: lengths differ by little from batch to batch.
        long in = Math.max(inputs.byteSize(), inputBytes + inputBytes / 8 + OffHeap.ALIGNMENT);
        long out = Math.max(output.byteSize(), outputBytes + outputBytes / 8);
        // Where one of the two is refused, nothing of the closed memory is left to be reused.
        inputs = MemorySegment.NULL;
        output = MemorySegment.NULL;
        memory.close();
        memory = owner.part();
        MemorySegment forInputs = memory.allocate(in);
        output = memory.allocate(out);
        inputs = forInputs;
    }

    /// Memory that it holds, whatever the batch needs of it.
    long bytes() {
        return inputs.byteSize() + output.byteSize();
    }

    private long tensorBytes() {
        return (long) batch.size() * width * Long.BYTES;
    }

    private long outputBytes() {
        long values = 1;
        for (long extent : head.shape(batch.size(), width)) {
            values *= extent;
        }
        if (values * Float.BYTES > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "output of a batch must fit into %d bytes but takes %d: %d texts of %d tokens"
                            .formatted(
                                    Integer.MAX_VALUE, values * Float.BYTES, batch.size(), width));
        }
        return values * Float.BYTES;
    }

    long[] inputShape() {
        return new long[] {batch.size(), width};
    }

    long[] outputShape() {
        return head.shape(batch.size(), width);
    }

    LongBuffer ids() {
        return longs(0);
    }

    LongBuffer mask() {
        return longs(1);
    }

    LongBuffer types() {
        return longs(2);
    }

    private LongBuffer longs(int tensor) {
        return inputs.asSlice(tensor * tensorBytes(), tensorBytes())
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    /// Where the network writes.
    FloatBuffer output() {
        return output.asSlice(0, outputBytes())
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /// Hands out the rows after the network has run.
    void read(Engine.Rows rows) {
        var row = new float[head.rowLength()];
        for (int text = 0; text < batch.size(); text++) {
            var place = new Head.Place(text, width, batch.get(text).length());
            head.read(output, place, row);
            rows.row(text, row);
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
