package dev.lanes.kernels;

import dev.lanes.kernels.internal.Batch;
import dev.lanes.kernels.internal.Candidates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/// All rows against one chunk of queries, in tasks of some rows each.
final class ExactScan {
    private final Batch batch;
    private final ExactSettings settings;
    private final int kept;

    /// What all finished tasks have found; guarded by itself.
    private final Candidates[] found;

    /// Passes that no task uses at the moment: there are as many as threads, not as tasks.
    private final ConcurrentLinkedQueue<Batch.Pass> idle = new ConcurrentLinkedQueue<>();

    ExactScan(Batch batch, int queries, int kept, ExactSettings settings) {
        this.batch = batch;
        this.settings = settings;
        this.kept = kept;
        this.found = empty(queries);
    }

    private Candidates[] empty(int queries) {
        var candidates = new Candidates[queries];
        for (int i = 0; i < queries; i++) {
            candidates[i] = new Candidates(kept);
        }
        return candidates;
    }

    /// Compares all queries with the first rows of the matrix; ends when every task has, also when
    /// one fails.
    Candidates[] run(int rows) {
        List<CompletableFuture<Void>> tasks = new ArrayList<>();
        try {
            for (long from = 0; from < rows; from += settings.rowChunk()) {
                int first = (int) from;
                int last = (int) Math.min(rows, from + settings.rowChunk());
                tasks.add(CompletableFuture.runAsync(() -> scan(first, last), settings.executor()));
            }
        } finally {
            join(tasks);
        }
        return found;
    }

    private static void join(List<CompletableFuture<Void>> tasks) {
        try {
            CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void scan(int from, int to) {
        var pass = idle.poll();
        if (pass == null) {
            pass = batch.pass();
        }
        var candidates = empty(found.length);
        synchronized (found) {
            for (int i = 0; i < found.length; i++) {
                candidates[i].expectMoreThan(found[i]);
            }
        }
        pass.score(from, to, candidates);
        synchronized (found) {
            for (int i = 0; i < found.length; i++) {
                found[i].addAll(candidates[i]);
            }
        }
        idle.add(pass);
    }
}
