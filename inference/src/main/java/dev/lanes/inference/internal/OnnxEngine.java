package dev.lanes.inference.internal;

import dev.lanes.memory.OffHeap;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/// An engine on ONNX Runtime: pads a batch to its longest text, and pools on the output where the
/// network wrote it.
final class OnnxEngine implements Engine {
    /// Numbers of one output: 32 MiB. Where each token has a number for each of 30,000 terms,
    /// larger batches would be read from memory again, and not from a cache.
    private static final int OUTPUT_VALUES = 1 << 23;

    /// Buffers above this size are not kept: a few very long texts would have all of them grow for
    /// good.
    private static final long KEPT_BYTES = 64L << 20;

    private final Network network;
    private final OffHeap memory;

    /// Buffers at rest, the last used first; as many as there ever were runs at one time.
    private final ConcurrentLinkedDeque<BatchBuffers> buffers = new ConcurrentLinkedDeque<>();

    /// @param network closed with this
    OnnxEngine(Network network) {
        this.network = network;
        this.memory = OffHeap.forOwner("buffers of " + network.name());
    }

    @Override
    public int rowLength() {
        return network.head().rowLength();
    }

    @Override
    public int batchTokens(int wanted) {
        return Math.clamp(OUTPUT_VALUES / network.head().valuesPerToken(), 1, wanted);
    }

    @Override
    public void run(List<TokenSequence> batch, Rows rows) {
        BatchBuffers filled = buffers.poll();
        if (filled == null) {
            filled = new BatchBuffers(memory, network.head());
        }
        boolean sound = false;
        try {
            filled.fill(batch);
            network.run(filled);
            filled.read(rows);
            sound = true;
        } finally {
            if (sound && filled.bytes() <= KEPT_BYTES) {
                buffers.push(filled);
            } else {
                filled.close();
            }
        }
    }

    @Override
    public void close() {
        network.close();
        BatchBuffers idle;
        while ((idle = buffers.poll()) != null) {
            idle.close();
        }
        memory.close();
    }
}
