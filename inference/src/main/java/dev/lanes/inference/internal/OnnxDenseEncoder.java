package dev.lanes.inference.internal;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A tokenizer, a network and a pooler, run batch by batch. Passes the gate for each native step,
/// so that closing waits for one batch at most.
final class OnnxDenseEncoder implements DenseEncoder {
    /// Passages are tokenized in windows, so that millions of them never lie in memory as tokens: a
    /// window ends at this many texts or characters.
    private static final int WINDOW_TEXTS = 2048;

    private static final long WINDOW_CHARS = 1_000_000;

    private final ModelDescriptor model;
    private final Tokenizer tokenizer;
    private final Network network;
    private final Pooler pooler;
    private final UseGate gate;
    private final int batchTokens;

    /// Buffers at rest; as many as there ever were calls at one time.
    private final ConcurrentLinkedQueue<BatchBuffers> buffers = new ConcurrentLinkedQueue<>();

    OnnxDenseEncoder(ModelDescriptor model, Tokenizer tokenizer, Network network, int batchTokens) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.network = network;
        this.batchTokens = batchTokens;
        this.pooler = new Pooler(model);
        this.gate = new UseGate("encoder " + model.name());
    }

    @Override
    public ModelDescriptor model() {
        return model;
    }

    @Override
    public float[] encodeQuery(String text) {
        String[] texts = {model.prompts().queryPrefix() + requireNonNull(text, "text")};
        return gate.whileOpen(() -> run(tokenizer.encode(texts))[0]);
    }

    @Override
    public float[][] encodePassages(List<String> texts, EncodingProgress progress) {
        requireNonNull(progress, "progress");
        String[] all = requireNonNull(texts, "texts").toArray(String[]::new);
        for (int i = 0; i < all.length; i++) {
            requireNonNull(all[i], "texts[" + i + "]");
        }
        gate.whileOpen(() -> all); // closed is closed, even for no texts
        var rows = new float[all.length][];
        for (int from = 0; from < all.length; ) {
            int to = windowEnd(all, from);
            encodeWindow(all, from, to, rows, progress);
            from = to;
        }
        return rows;
    }

    @Override
    public void close() {
        gate.close(() -> {
            network.close();
            tokenizer.close();
            buffers.clear();
        });
    }

    /// Where the window that begins at `from` ends: a text at least, however long it is.
    private static int windowEnd(String[] texts, int from) {
        int most = Math.min(texts.length, from + WINDOW_TEXTS);
        long chars = texts[from].length();
        int to = from + 1;
        while (to < most && (chars += texts[to].length()) <= WINDOW_CHARS) {
            to++;
        }
        return to;
    }

    private void encodeWindow(
            String[] texts, int from, int to, float[][] rows, EncodingProgress progress) {
        String[] prefixed =
                Arrays.stream(texts, from, to)
                        .map(text -> model.prompts().passagePrefix() + text)
                        .toArray(String[]::new);
        long[][] tokens = gate.whileOpen(() -> tokenizer.encode(prefixed));
        for (int[] places : BatchPlan.of(tokens, batchTokens)) {
            long[][] batch = Arrays.stream(places).mapToObj(i -> tokens[i]).toArray(long[][]::new);
            float[][] vectors = gate.whileOpen(() -> run(batch));
            for (int i = 0; i < places.length; i++) {
                rows[from + places[i]] = vectors[i];
            }
            progress.encoded(batch.length, Arrays.stream(batch).mapToLong(row -> row.length).sum());
        }
    }

    /// Runs one batch; the caller has passed the gate.
    private float[][] run(long[][] tokens) {
        BatchBuffers batch = buffers.poll();
        if (batch == null) {
            batch = new BatchBuffers(Math.max(batchTokens, model.maxTokens()), model.dimension());
        }
        try {
            batch.fill(tokens);
            network.run(batch);
            var rows = new float[tokens.length][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = pooler.pool(batch, i, tokens[i].length);
            }
            return rows;
        } finally {
            buffers.add(batch);
        }
    }
}
