package dev.lanes.jmh.encoders;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A bare session of ONNX Runtime: batches of a fixed number of texts in the order of arrival,
/// padded to the longest. Nothing is pooled.
///
/// Tuned, the texts are tokenized before the clock starts, and the best batch size and division of
/// the threads is searched for. As `fixed32` it takes 32 texts a batch and tokenizes each batch.
final class SessionPeer implements EncoderPeer {
    private static final int[] SIZES = {1, 2, 4, 8, 16, 32};
    private static final int FIXED = 32;

    /// Texts that a setting is tried on.
    private static final int SAMPLE = 64;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final HuggingFaceTokenizer tokenizer;
    private final Map<Integer, OrtSession> sessions = new HashMap<>();
    private final boolean tuned;
    private final int threads;
    private final ModelCopy files;
    private Map<String, long[]> known = Map.of();
    private Division best;

    /// @param size texts in a batch
    /// @param callers that run batches at a time
    /// @param intra threads that share a run
    private record Division(int size, int callers, int intra) {}

    private SessionPeer(EncoderTask task, ModelCopy files, boolean tuned) {
        this.threads = task.limits().threads();
        this.tokenizer = files.openTokenizer();
        this.files = files;
        this.tuned = tuned;
        this.best = new Division(FIXED, 1, threads);
    }

    static SessionPeer tuned(EncoderTask task, ModelCopy files) {
        return new SessionPeer(task, files, true);
    }

    static SessionPeer fixed(EncoderTask task, ModelCopy files) {
        return new SessionPeer(task, files, false);
    }

    @Override
    public String library() {
        return tuned ? "onnxruntime" : "fixed32";
    }

    @Override
    public String version() {
        return environment.getVersion();
    }

    @Override
    public String setting() {
        return "%d a batch, %d × %d threads".formatted(best.size(), best.callers(), best.intra());
    }

    @Override
    public void prepare(List<String> texts) {
        if (!tuned) {
            return;
        }
        known = new HashMap<>();
        texts.forEach(text -> known.put(text, tokenizer.encode(text).getIds()));
        List<String> sample = texts.subList(0, Math.min(SAMPLE, texts.size()));
        Division fastest = best;
        double least = Double.POSITIVE_INFINITY;
        for (int intra : threads == 1 ? new int[] {1} : new int[] {1, threads}) {
            for (int size : SIZES) {
                best = new Division(size, threads / intra, intra);
                for (int round = 0; round < 3; round++) {
                    long start = System.nanoTime();
                    encodeAll(sample);
                    double seconds = (System.nanoTime() - start) / 1e9;
                    if (seconds < least) {
                        least = seconds;
                        fastest = best;
                    }
                }
            }
        }
        best = fastest;
    }

    @Override
    public void encodeAll(List<String> texts) {
        OrtSession session = session(best.intra());
        List<Callable<Void>> batches = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += best.size()) {
            List<String> batch = texts.subList(from, Math.min(texts.size(), from + best.size()));
            batches.add(() -> {
                run(session, batch);
                return null;
            });
        }
        try (ExecutorService callers = Executors.newFixedThreadPool(best.callers())) {
            for (Future<Void> done : callers.invokeAll(batches)) {
                done.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void encodeOne(String text) {
        try {
            run(session(threads), List.of(text));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized OrtSession session(int intra) {
        return sessions.computeIfAbsent(intra, this::open);
    }

    private OrtSession open(int intra) {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(intra);
            return environment.createSession(files.network().toString(), options);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(OrtSession session, List<String> batch) throws OrtException {
        long[][] ids =
                batch.stream()
                        .map(text -> known.getOrDefault(text, new long[0]))
                        .toArray(long[][]::new);
        for (int i = 0; i < ids.length; i++) {
            ids[i] = ids[i].length > 0 ? ids[i] : tokenizer.encode(batch.get(i)).getIds();
        }
        int width = Arrays.stream(ids).mapToInt(row -> row.length).max().orElse(1);
        long[] shape = {ids.length, width};
        LongBuffer tokens = buffer(ids.length * width);
        LongBuffer mask = buffer(ids.length * width);
        for (int row = 0; row < ids.length; row++) {
            for (int i = 0; i < ids[row].length; i++) {
                tokens.put(row * width + i, ids[row][i]);
                mask.put(row * width + i, 1);
            }
        }
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put("input_ids", OnnxTensor.createTensor(environment, tokens, shape));
            inputs.put("attention_mask", OnnxTensor.createTensor(environment, mask, shape));
            LongBuffer types = buffer(ids.length * width);
            inputs.put("token_type_ids", OnnxTensor.createTensor(environment, types, shape));
            inputs.keySet().retainAll(session.getInputNames());
            session.run(inputs).close();
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static LongBuffer buffer(int longs) {
        return ByteBuffer.allocateDirect(longs * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    @Override
    public void close() {
        try {
            for (OrtSession session : sessions.values()) {
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        tokenizer.close();
    }
}
