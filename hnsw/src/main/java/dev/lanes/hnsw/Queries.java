package dev.lanes.hnsw;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/// Searches for several queries on the threads of an executor: each task takes one query after the
/// other, until there is none left or one has failed.
final class Queries {
    private static final int MOST_TASKS = 4 * Runtime.getRuntime().availableProcessors();

    private final List<float[]> queries;
    private final Function<float[], SearchResult> search;
    private final AtomicReferenceArray<SearchResult> results;
    private final AtomicInteger next = new AtomicInteger();

    Queries(List<float[]> queries, Function<float[], SearchResult> search) {
        this.queries = List.copyOf(queries);
        this.search = search;
        this.results = new AtomicReferenceArray<>(this.queries.size());
    }

    List<SearchResult> runOn(Executor executor) {
        var tasks = new ArrayList<CompletableFuture<Void>>();
        try {
            for (int i = 0; i < Math.min(MOST_TASKS, queries.size()); i++) {
                tasks.add(CompletableFuture.runAsync(this::run, executor));
            }
        } finally {
            // Nothing of it goes on after this, not even when the executor refuses a task.
            CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new))
                    .exceptionally(_ -> null)
                    .join();
        }
        try {
            tasks.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
        var all = new ArrayList<SearchResult>(queries.size());
        for (int i = 0; i < queries.size(); i++) {
            all.add(results.get(i));
        }
        return all;
    }

    private static RuntimeException unwrapped(CompletionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : e;
    }

    private void run() {
        try {
            for (int i = next.getAndIncrement(); i < queries.size(); i = next.getAndIncrement()) {
                results.set(i, search.apply(queries.get(i)));
            }
        } catch (RuntimeException | Error e) {
            next.set(queries.size());
            throw e;
        }
    }
}
