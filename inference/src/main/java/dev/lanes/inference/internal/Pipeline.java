package dev.lanes.inference.internal;

import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.EncodingProgress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// What every encoder on this machine consists of: a tokenizer and an engine behind one gate, and
/// threads. The gate is passed for each native step, so that closing waits for one batch at most.
final class Pipeline implements AutoCloseable {
    private final UseGate gate;
    private final Tokenizer tokenizer;
    private final Engine engine;
    private final Workers workers;
    private final int batchTokens;
    private final SharedRuns shared;

    /// Places for batches of streams. Single texts have places of their own: they wait for nobody's
    /// batch.
    private final Semaphore places;

    /// @param name of the encoder, for errors
    /// @param tokenizer closed with this
    /// @param engine closed with this
    Pipeline(String name, Tokenizer tokenizer, Engine engine, EncoderSettings settings) {
        this.gate = new UseGate(name);
        this.tokenizer = tokenizer;
        this.engine = engine;
        int runs = Settings.runs(settings.threads());
        this.workers = new Workers(name, runs - 1);
        this.batchTokens = engine.batchTokens(settings.batchTokens());
        this.places = new Semaphore(runs, true);
        this.shared = new SharedRuns(this::run, runs, batchTokens, settings.patience().toNanos());
    }

    UseGate gate() {
        return gate;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    Workers workers() {
        return workers;
    }

    int batchTokens() {
        return batchTokens;
    }

    /// Numbers that the engine gives for a text.
    int rowLength() {
        return engine.rowLength();
    }

    /// Runs a batch on this thread.
    void run(List<TokenSequence> batch, Engine.Rows rows) {
        gate.whileOpen(() -> {
            engine.run(batch, rows);
            return batch;
        });
    }

    /// Runs a batch of a stream on this thread, as soon as there is a place for one more run: of
    /// many streams at once, each would need memory of its own.
    void runInTurn(List<TokenSequence> batch, Engine.Rows rows) {
        places.acquireUninterruptibly();
        try {
            run(batch, rows);
        } finally {
            places.release();
        }
    }

    /// Encodes one text; where all processors are busy with others of its kind, together with
    /// theirs.
    <R> R one(String text, TextStep<R> step) {
        List<R> result = new ArrayList<>(1);
        one(text, step, result::add, EncodingProgress.NONE);
        return result.getFirst();
    }

    private <R> void one(
            String text, TextStep<R> step, Consumer<R> results, EncodingProgress progress) {
        List<TokenSequence> sequences =
                gate.whileOpen(() -> step.tokenize(List.of(text)).getFirst());
        if (sequences.size() > 1) {
            all(List.of(text).iterator(), step, results, progress);
            return;
        }
        List<R> result = new ArrayList<>(1);
        shared.run(
                sequences.getFirst(), (_, row) -> result.add(step.join(List.of(step.result(row)))));
        progress.encoded(1, sequences.getFirst().length());
        result.forEach(results);
    }

    /// Encodes some texts; a single one as if it came alone.
    ///
    /// @param results takes them on this thread, in the order of the texts
    <R> void each(
            List<String> texts, TextStep<R> step, Consumer<R> results, EncodingProgress progress) {
        if (texts.size() == 1) {
            one(texts.getFirst(), step, results, progress);
        } else {
            all(texts.iterator(), step, results, progress);
        }
    }

    /// Encodes a stream of texts.
    ///
    /// @param results takes them on this thread, in the order of the texts
    <R> void all(
            Iterator<String> texts,
            TextStep<R> step,
            Consumer<R> results,
            EncodingProgress progress) {
        gate.whileOpen(() -> texts); // closed is closed, even for no texts
        new BulkRun<>(this, step).run(texts, results, progress);
    }

    @Override
    public void close() {
        gate.close(() -> {
            engine.close();
            tokenizer.close();
        });
        workers.close();
    }
}
