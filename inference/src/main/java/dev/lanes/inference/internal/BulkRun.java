package dev.lanes.inference.internal;

import dev.lanes.inference.EncodingProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// One stream of texts on its way through an encoder.
///
/// The caller's thread tokenizes a window of texts and cuts it into batches of like length. Then it
/// runs batches itself, beside the workers, and goes for the next window as soon as the last but
/// one is done: so there is always a window for the workers while another is being tokenized, and
/// never more than two in memory. Results leave in the order of the texts.
final class BulkRun<R> {
    /// Windows in memory.
    private static final int WINDOWS = 2;

    /// The first window is so much smaller than the others.
    private static final int FIRST_SHARE = 8;

    private final Pipeline pipeline;
    private final TextStep<R> step;
    private final Deque<TextWindow<R>> windows = new ArrayDeque<>();
    private final Queue<Batch<R>> waiting = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Done<R>> done = new LinkedBlockingQueue<>();

    /// Workers that are at it.
    private final AtomicInteger helping = new AtomicInteger();

    /// Batches that were planned and not yet heard of.
    private int outstanding;

    private long texts;

    private static final class Batch<R> {
        private final TextWindow<R> window;
        private final int[] places;

        Batch(TextWindow<R> window, int[] places) {
            this.window = window;
            this.places = places;
        }

        List<TokenSequence> sequences() {
            List<TokenSequence> chosen = new ArrayList<>(places.length);
            for (int place : places) {
                chosen.add(window.sequences().get(place));
            }
            return chosen;
        }

        void put(int place, R result) {
            window.put(places[place], result);
        }

        /// Once it was run.
        void count(EncodingProgress progress) {
            window.count(places.length);
            progress.encoded(window.texts(places), window.tokens(places));
        }
    }

    /// @param failure null when it went well
    private record Done<R>(Batch<R> batch, Throwable failure) {}

    BulkRun(Pipeline pipeline, TextStep<R> step) {
        this.pipeline = pipeline;
        this.step = step;
    }

    /// Encodes all of them.
    ///
    /// @param results takes them on this thread, in the order of the texts
    /// @param progress hears on this thread of each batch
    void run(Iterator<String> from, Consumer<R> results, EncodingProgress progress) {
        try {
            while (true) {
                while (windows.size() < WINDOWS && from.hasNext()) {
                    List<String> window =
                            TextWindow.read(from, texts, texts == 0 ? FIRST_SHARE : 1);
                    if (window.isEmpty()) {
                        break; // it promised one that it did not have
                    }
                    plan(window);
                }
                if (windows.isEmpty()) {
                    return;
                }
                callWorkers();
                Batch<R> own = waiting.poll();
                if (own != null) {
                    run(own);
                }
                hear(progress);
                while (!windows.isEmpty() && windows.element().complete()) {
                    windows.remove().give(step, results);
                }
            }
        } finally {
            stop();
        }
    }

    private void plan(List<String> window) {
        TextWindow<R> planned = pipeline.gate().whileOpen(() -> TextWindow.of(window, step));
        texts += window.size();
        windows.add(planned);
        List<int[]> batches = BatchPlan.of(planned.sequences(), pipeline.batchTokens());
        for (int[] places : batches) {
            waiting.add(new Batch<>(planned, places));
        }
        outstanding += batches.size();
    }

    /// Calls as many workers as there is work for, beside what this thread runs itself.
    private void callWorkers() {
        int wanted = Math.min(pipeline.workers().count(), outstanding - 1);
        while (helping.get() < wanted && !waiting.isEmpty()) {
            helping.incrementAndGet();
            if (!pipeline.workers().offer(this::help)) {
                helping.decrementAndGet();
                return;
            }
        }
    }

    /// What a worker does: one batch, then it asks again, behind those who ask for other streams.
    private void help() {
        Batch<R> next = waiting.poll();
        if (next != null) {
            run(next);
            if (!waiting.isEmpty() && pipeline.workers().offer(this::help)) {
                return;
            }
        }
        helping.decrementAndGet();
    }

    private void run(Batch<R> batch) {
        Throwable failure = null;
        try {
            pipeline.runInTurn(
                    batch.sequences(), (place, row) -> batch.put(place, step.result(row)));
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        done.add(new Done<>(batch, failure));
    }

    /// Waits for a batch, then takes all that are done.
    private void hear(EncodingProgress progress) {
        for (Done<R> next = take(); next != null; next = done.poll()) {
            outstanding--;
            switch (next.failure()) {
                case null -> {}
                case Error error -> throw error;
                case RuntimeException failure -> throw failure;
                default -> throw new AssertionError(next.failure());
            }
            next.batch().count(progress);
        }
    }

    /// Drops what has not begun and waits for what has: nobody writes afterwards.
    private void stop() {
        while (waiting.poll() != null) {
            outstanding--;
        }
        while (outstanding > 0) {
            take();
            outstanding--;
        }
    }

    private Done<R> take() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.take();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
